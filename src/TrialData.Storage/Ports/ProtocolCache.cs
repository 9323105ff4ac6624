using System.Collections.Concurrent;
using TrialData.Application.Protocol;

namespace TrialData.Storage.Ports;

/// <summary>Protocol versions never change, so each is parsed once for each process.</summary>
public sealed class ProtocolCache
{
    private readonly ConcurrentDictionary<(long TrialId, int Version), TrialProtocol> known = new();

    internal TrialProtocol? Find(long trialId, int version) => known.GetValueOrDefault((trialId, version));

    internal void Keep(long trialId, TrialProtocol protocol) => known[(trialId, protocol.Version)] = protocol;
}
