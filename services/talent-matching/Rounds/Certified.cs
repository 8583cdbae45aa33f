using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>A matching with its proof: what it was made of, and that no pair blocks it.</summary>
internal sealed record Certified(RoundSide Proposing, RoundLists Lists, int[] Matching, byte[] InputHash, StabilityFinding Finding)
{
    /// <summary>Computes the matching and has it checked by what knows nothing of the computation.</summary>
    /// <exception cref="UnreachableException">It is not stable: nothing of the kind may be stored.</exception>
    public static Certified Of(RoundSide proposing, RoundLists lists)
    {
        var matching = proposing == RoundSide.Needs ? DeferredAcceptance.NeedOptimal(lists.Market) : DeferredAcceptance.TalentOptimal(lists.Market);
        var finding = StabilityCheck.Of(lists.Market, matching);
        return finding.IsStable
            ? new(proposing, lists, matching, HashOf(proposing, lists), finding)
            : throw new UnreachableException($"The matching is not stable: {finding.Blocking} blocking pairs. {finding.Fault}");
    }

    public int Matched => Matching.Count(need => need >= 0);

    public int Seats => Lists.Market.Seats.Sum();

    /// <summary>
    /// SHA-256 of: the proposing side; each need by id with its seats; each pair by the talent's id and the need's place in its list,
    /// with the talent's place in the need's. Ids of 16 bytes in network order, numbers of 4, big-endian.
    /// </summary>
    public static byte[] HashOf(RoundSide proposing, RoundLists lists)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> buffer = stackalloc byte[16];
        Number(hash, buffer, (int)proposing);
        for (var need = 0; need < lists.Needs.Length; need++)
        {
            Id(hash, buffer, lists.Needs[need]);
            Number(hash, buffer, lists.Market.Seats[need]);
        }

        for (var talent = 0; talent < lists.Talents.Length; talent++)
        {
            for (var edge = lists.Market.Start[talent]; edge < lists.Market.Start[talent + 1]; edge++)
            {
                Id(hash, buffer, lists.Talents[talent]);
                Id(hash, buffer, lists.Needs[lists.Market.Need[edge]]);
                Number(hash, buffer, lists.Market.Rank[edge] + 1);
            }
        }

        return hash.GetHashAndReset();
    }

    private static void Id(IncrementalHash hash, Span<byte> buffer, Guid id)
    {
        id.TryWriteBytes(buffer, bigEndian: true, out _);
        hash.AppendData(buffer);
    }

    private static void Number(IncrementalHash hash, Span<byte> buffer, int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer, number);
        hash.AppendData(buffer[..4]);
    }
}
