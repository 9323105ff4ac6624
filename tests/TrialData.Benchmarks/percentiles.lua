-- What wrk itself prints has no 95th percentile.
function done(summary, latency)
  io.write(string.format("== p50 %.1f ms, p95 %.1f ms, max %.0f ms, %.0f a second, %d answers that were no page\n",
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency.max / 1000,
    summary.requests / summary.duration * 1e6, summary.errors.status + summary.errors.timeout))
end
