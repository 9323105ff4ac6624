using System.Security.Cryptography;

namespace TrialData.Randomisation;

/// <summary>A tree of hashes (Merkle RC (1988), CRYPTO '87:369-378) over leaves that are hashes already.</summary>
/// <remarks>
/// Two neighbours give SHA-256(01 ‖ left ‖ right); one without a neighbour goes up as it is, so that no two numbers of leaves share a
/// root by repeating a leaf. A path is what stands beside the way up, from the leaf on.
/// </remarks>
internal sealed class HashTree
{
    private readonly List<IReadOnlyList<byte[]>> levels;

    internal HashTree(IReadOnlyList<byte[]> leaves)
    {
        levels = [leaves];
        while (levels[^1].Count > 1)
        {
            levels.Add([.. levels[^1].Chunk(2).Select(pair => pair is [var left, var right] ? Node(left, right) : pair[0])]);
        }
    }

    internal byte[] Root => levels[^1][0];

    internal byte[] PathOf(int leaf) =>
        [.. levels.Select((level, height) => (Level: level, Beside: (leaf >> height) ^ 1)).Where(each => each.Beside < each.Level.Count).SelectMany(each => each.Level[each.Beside])];

    /// <summary>The root that a leaf has with its path; null where the path has not the length for its place.</summary>
    internal static byte[]? RootOf(byte[] hash, int leaf, int leaves, ReadOnlySpan<byte> path)
    {
        for (; leaves > 1; leaf >>= 1, leaves = (leaves + 1) / 2)
        {
            if ((leaf ^ 1) >= leaves)
            {
                continue;
            }

            if (path.Length < SHA256.HashSizeInBytes)
            {
                return null;
            }

            var beside = path[..SHA256.HashSizeInBytes];
            hash = (leaf & 1) == 0 ? Node(hash, beside) : Node(beside, hash);
            path = path[SHA256.HashSizeInBytes..];
        }

        return path.IsEmpty ? hash : null;
    }

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);
}
