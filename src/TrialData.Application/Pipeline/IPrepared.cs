namespace TrialData.Application.Pipeline;

/// <summary>A handler with slow work to do before its transaction begins, such as hashing a password. It writes nothing there.</summary>
public interface IPrepared<in TRequest>
{
    Task PrepareAsync(TRequest request, CancellationToken cancellation);
}
