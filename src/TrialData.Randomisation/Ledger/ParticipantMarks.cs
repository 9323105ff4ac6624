using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TrialData.Randomisation;

/// <summary>Who was allocated by which entry, in some 100 bytes a participant: half of the SHA-256 of the name, which nobody can make two names share.</summary>
internal sealed class ParticipantMarks
{
    private readonly HashSet<UInt128> all = [];

    // By sequence less 1; the default where the entry allocated nobody.
    private readonly List<UInt128> ofEntries = [];

    internal bool Contains(string participant) => all.Contains(MarkOf(participant));

    /// <returns>False if the participant is there already.</returns>
    internal bool Add(string participant) => all.Add(MarkOf(participant));

    internal void Add(string participant, long sequence)
    {
        var mark = MarkOf(participant);
        all.Add(mark);
        while (ofEntries.Count < sequence - 1)
        {
            ofEntries.Add(default);
        }

        ofEntries.Add(mark);
    }

    internal bool HasEntry(long sequence) => sequence >= 1 && sequence <= ofEntries.Count && ofEntries[(int)sequence - 1] != default;

    internal bool IsOf(long sequence, string participant) => ofEntries[(int)sequence - 1] == MarkOf(participant);

    private static UInt128 MarkOf(string participant)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(participant), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
