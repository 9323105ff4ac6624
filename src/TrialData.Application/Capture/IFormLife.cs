namespace TrialData.Application.Capture;

/// <summary>What happens to a form beside its answers. Everything is added, nothing changed.</summary>
public interface IFormLife
{
    Task MarkAsync(FormMark mark, bool revealsArm, CancellationToken cancellation);

    /// <summary>In the order they were made.</summary>
    Task<IReadOnlyList<FormMark>> MarksAsync(long formId, CancellationToken cancellation);

    Task SignAsync(FormSignature signature, bool revealsArm, CancellationToken cancellation);

    /// <summary>In the order they were given.</summary>
    Task<IReadOnlyList<FormSignature>> SignaturesAsync(long formId, CancellationToken cancellation);

    /// <summary>Whether anybody's typing for a form is kept.</summary>
    Task<bool> HasDraftAsync(FormPlace place, CancellationToken cancellation);
}
