namespace TrialData.Application.Pipeline;

/// <summary>One thing a person can do. Doors ask for it; the pipeline wraps it once.</summary>
public interface IUseCase<in TRequest, TResult>
{
    Task<Outcome<TResult>> HandleAsync(TRequest request, CancellationToken cancellation);
}
