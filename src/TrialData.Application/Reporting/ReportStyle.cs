using System.Security.Cryptography;
using System.Text;

namespace TrialData.Application.Reporting;

/// <summary>The one style sheet of a report, and the policy that lets a browser load nothing else.</summary>
/// <remarks>The sheet stands inside an element written as XML: it uses neither ampersands nor angle brackets.</remarks>
public static class ReportStyle
{
    public const string Sheet = """

        :root {
          color-scheme: light dark;
          --ink: #1d2328; --soft: #4c5a66; --paper: #ffffff; --rule: #c3ccd3; --line: #7f8c96; --tint: #f2f5f7; --shade: rgb(0 0 0 / 0.22);
          --accent: #005eb8; --warn: #6b4a00; --warn-tint: #fff3cd;
          --arm-1: #0072b2; --arm-2: #d55e00; --arm-3: #00805c; --arm-4: #b3508a;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --ink: #e7ebee; --soft: #aab6c0; --paper: #14191d; --rule: #3a454e; --line: #74818c; --tint: #1d2429; --shade: rgb(255 255 255 / 0.28);
            --accent: #6cb6ff; --warn: #ffe08a; --warn-tint: #3a2f0b;
            --arm-1: #56b4e9; --arm-2: #ff9a4d; --arm-3: #34c99f; --arm-4: #eba0cb;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; scroll-behavior: auto; }
        body {
          margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
          overflow-wrap: break-word;
        }
        h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; }
        h1 { font-size: 2rem; margin: 0.5rem 0; }
        h2 { font-size: 1.5rem; margin: 3.5rem 0 0.75rem; padding-top: 0.75rem; border-top: 3px solid var(--accent); }
        h3 { font-size: 1.2rem; margin: 2.5rem 0 0.5rem; }
        h4 { font-size: 1rem; margin: 2rem 0 0.5rem; }
        p, dd, li { max-width: 46rem; }
        p { margin: 0.75rem 0; }
        a { color: var(--accent); }
        a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { position: static; }
        .kicker, .small, .notes, figcaption { color: var(--soft); font-size: 0.9rem; }
        .kicker { margin: 0; }
        .banner {
          margin: 0 0 1.5rem; padding: 0.6rem 1rem; max-width: none; color: var(--warn); background: var(--warn-tint);
          border: 2px solid currentColor; border-radius: 4px; font-weight: 600;
        }
        .lead { font-size: 1.15rem; }
        .answers { margin: 0.5rem 0 1rem; padding-left: 1.25rem; }
        .answers li { margin-bottom: 0.4rem; }
        nav ul { list-style: none; margin: 0; padding: 0; columns: 2 18rem; }
        nav ul ul { columns: auto; padding-left: 1rem; font-size: 0.9rem; }
        nav li { break-inside: avoid; padding: 0.1rem 0; }
        dl { margin: 0.75rem 0; }
        dt { font-weight: 600; }
        dd { margin: 0 0 0.6rem; }
        .facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.25rem; }
        .facts dd { margin: 0; }
        cite { font-style: normal; color: var(--soft); }
        code { font-family: ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; font-size: 0.85em; overflow-wrap: anywhere; }
        .scroll {
          overflow-x: auto; margin: 1.25rem 0 0;
          background:
            linear-gradient(to right, var(--paper) 0.7rem, transparent) 0 0 / 2.5rem 100% no-repeat local,
            linear-gradient(to left, var(--paper) 0.7rem, transparent) 100% 0 / 2.5rem 100% no-repeat local,
            linear-gradient(to right, var(--shade), transparent) 0 0 / 0.6rem 100% no-repeat scroll,
            linear-gradient(to left, var(--shade), transparent) 100% 0 / 0.6rem 100% no-repeat scroll;
        }
        table { border-collapse: collapse; font-size: 0.875rem; line-height: 1.35; min-width: 100%; font-variant-numeric: tabular-nums lining-nums; }
        caption { text-align: left; font-weight: 600; padding: 0 0 0.4rem; }
        caption span { display: inline-block; position: sticky; left: 0; max-width: min(60rem, calc(100vw - 2rem)); }
        th, td { padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
        thead th { vertical-align: bottom; border-bottom: 1px solid var(--line); }
        thead tr:first-child th { border-top: 2px solid var(--ink); }
        thead th.over { text-align: center; border-bottom: 1px solid var(--rule); }
        tbody th { font-weight: 400; min-width: 6rem; }
        tbody th.short { white-space: nowrap; min-width: 0; }
        tbody th[scope="rowgroup"] { font-weight: 600; min-width: 8rem; max-width: 16rem; }
        tbody { border-bottom: 1px solid var(--rule); }
        tbody:last-child { border-bottom: 2px solid var(--ink); }
        tbody.total { background: var(--tint); }
        tbody.total th, tbody.total td { font-weight: 600; }
        .number { text-align: right; white-space: nowrap; }
        thead .number { white-space: normal; }
        table small { display: block; font-weight: 400; color: var(--soft); }
        sup { line-height: 0; }
        .notes { list-style: none; padding: 0; margin: 0.4rem 0 0; }
        figure { margin: 2rem 0; }
        figure .scroll { margin: 0; }
        figcaption { margin-top: 0.5rem; max-width: 46rem; }
        figcaption strong { color: var(--ink); }
        svg { display: block; color: var(--ink); }
        .panels { display: flex; flex-wrap: wrap; gap: 1.5rem 1rem; }
        .panels figure { flex: 1 1 18rem; max-width: 26rem; min-width: 0; margin: 0; }
        .panels svg { width: 100%; height: auto; }
        svg .paper { fill: var(--paper); }
        svg .arm-1 { color: var(--arm-1); } svg .arm-2 { color: var(--arm-2); }
        svg .arm-3 { color: var(--arm-3); } svg .arm-4 { color: var(--arm-4); }
        svg .effect, svg .stage { color: var(--accent); }
        details { margin: 0.75rem 0; }
        summary { cursor: pointer; color: var(--accent); width: fit-content; }
        @media (max-width: 40rem) {
          h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; }
          .facts { grid-template-columns: 1fr; gap: 0; }
          .facts dd { margin-bottom: 0.5rem; }
          th, td { padding: 0.3rem 0.45rem; }
        }
        @media print {
          @page { size: A4; margin: 15mm 13mm; }
          html { font-size: 9.5pt; }
          body { max-width: none; padding: 0; }
          p, dd, li, figcaption { max-width: none; }
          .skip, nav, details:not([open]) { display: none; }
          a { color: inherit; text-decoration: none; }
          h2, h3, h4, caption, dt { break-after: avoid; break-inside: avoid; }
          h2 { margin-top: 2rem; }
          tr, figure, .banner, .scroll { break-inside: avoid; }
          thead { display: table-header-group; }
          .scroll { overflow: visible; background: none; }
          caption span { max-width: none; }
          table { font-size: 7.5pt; min-width: 0; width: 100%; }
          th, td { padding: 0.15rem 0.35rem; }
          tbody th { min-width: 0; }
          svg { max-width: 100%; height: auto; max-height: 235mm; }
          .panels figure { flex-basis: 30%; }
          tbody.total { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """;

    /// <summary>Forbids scripts and every request; allows this sheet by its hash.</summary>
    public static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))}'; base-uri 'none'; form-action 'none'";
}
