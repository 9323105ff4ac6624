using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Says what the store is and holds, in numbers.</summary>
[OperatingSystemUserOnly]
public sealed record InspectStore;

public sealed record InspectedStore(StoreIdentity Identity, StoreFacts Facts);

public sealed class InspectStoreHandler(IStoreSchema schema, IStoreFiles files) : IUseCase<InspectStore, InspectedStore>
{
    public async Task<Outcome<InspectedStore>> HandleAsync(InspectStore request, CancellationToken cancellation) =>
        new InspectedStore(await schema.IdentityAsync(cancellation), await files.FactsAsync(cancellation));
}
