using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;

namespace Platform.TalentMatching.Engine;

/// <summary>
/// The exact best talents for a need. Blocks of talents are taken in the order of what nobody in them can exceed, and once that
/// is less than the K-th best found, nothing better can follow (block-max pruning: Ding &amp; Suel, Faster Top-k Document
/// Retrieval Using Block-Max Indexes, SIGIR 2011). Within a block the points of skills and text are summed up list by list;
/// the rest is looked up only for those whose sum leaves them a chance.
/// </summary>
internal sealed class TopTalents
{
    private readonly ushort[] _points = new ushort[TalentColumns.BlockSize];
    private readonly ushort[] _must = new ushort[TalentColumns.BlockSize];
    private readonly ushort[] _ofAsk = new ushort[TalentColumns.BlockSize];
    private readonly byte[] _common = new byte[TalentColumns.BlockSize];

    /// <summary>Those that fit, best first, as <see cref="Scored"/> orders them.</summary>
    /// <remarks>Reuses its buffers: one search at a time.</remarks>
    public IReadOnlyList<Hit> Of(NeedProfile need, TalentIndex index, int k, TalentFilter filter)
    {
        var query = new NeedQuery(need, index);
        var blocks = index.Columns.Blocks;
        var order = new List<(int Bound, int Other, int Block)>(blocks.Count);
        for (var block = 0; block < blocks.Count; block++)
        {
            var rest = query.RestAtMost(blocks[block]);
            if (rest >= 0)
            {
                order.Add((query.MustAtMost(block) + query.NiceAndTextAtMost(block) + rest, rest, block));
            }
        }

        order.Sort((one, other) => (other.Bound, one.Block).CompareTo((one.Bound, other.Block)));
        var best = new Best(k);
        foreach (var (bound, rest, block) in order)
        {
            if (bound < best.Threshold)
            {
                break;
            }

            if (!SumMust(query, block, best.Threshold - rest - query.NiceAndTextAtMost(block)))
            {
                continue;
            }

            SumOthers(query, block);
            Collect(query, index.Columns, block, rest, filter, best);
        }

        return best.Sorted();
    }

    private static int Greatest(ushort[] points)
    {
        var greatest = Vector<ushort>.Zero;
        for (var i = 0; i < points.Length; i += Vector<ushort>.Count)
        {
            greatest = Vector.Max(greatest, new Vector<ushort>(points, i));
        }

        var one = 0;
        for (var i = 0; i < Vector<ushort>.Count; i++)
        {
            one = Math.Max(one, greatest[i]);
        }

        return one;
    }

    /// <returns>False as soon as nobody in the block can reach what is needed of must-skills.</returns>
    private bool SumMust(NeedQuery query, int block, int needed)
    {
        Array.Clear(_points);
        var open = query.Must.Sum(AtMost);
        foreach (var routes in query.Must)
        {
            Add(routes, block);
            open -= AtMost(routes);
            if (Greatest(_points) + open < needed)
            {
                return false;
            }
        }

        Array.Copy(_points, _must, _points.Length);
        return true;

        static int AtMost(NeedQuery.Route[] routes) => routes.Length == 0 ? 0 : routes[0].AtMost;
    }

    private void SumOthers(NeedQuery query, int block)
    {
        foreach (var routes in query.Nice)
        {
            Add(routes, block);
        }

        Array.Clear(_common);
        foreach (var gram in query.Grams)
        {
            foreach (var entry in gram.Of(block))
            {
                _common[(entry >> 3) & (TalentColumns.BlockSize - 1)]++;
            }
        }
    }

    /// <summary>Of the routes of an ask, the best counts.</summary>
    private void Add(NeedQuery.Route[] routes, int block)
    {
        // The mask keeps every index below the block's size, which spares the checks of this, the innermost loop.
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_points);
        ref var ofAsk = ref MemoryMarshal.GetArrayDataReference(_ofAsk);
        var touched = false;
        foreach (var route in routes)
        {
            ref var points = ref MemoryMarshal.GetArrayDataReference(route.Points);
            var entries = route.List.Of(block);
            touched |= !entries.IsEmpty;
            foreach (var entry in entries)
            {
                var i = (nuint)(uint)((entry >> 3) & (TalentColumns.BlockSize - 1));
                ref var already = ref Unsafe.Add(ref ofAsk, i);
                var more = Unsafe.Add(ref points, (nuint)(uint)(entry & 7)) - already;
                if (more > 0)
                {
                    already += (ushort)more;
                    Unsafe.Add(ref sums, i) += (ushort)more;
                }
            }
        }

        if (touched)
        {
            Array.Clear(_ofAsk);
        }
    }

    private void Collect(NeedQuery query, TalentColumns columns, int block, int rest, TalentFilter filter, Best best)
    {
        var start = block << TalentColumns.BlockBits;
        var count = Math.Min(TalentColumns.BlockSize, columns.Count - start);
        var (text, threshold) = (query.TextPoints, best.Threshold - rest);
        for (var i = 0; i < count; i++)
        {
            var sum = _points[i] + text[_common[i]];
            if (sum == 0 || sum < threshold || !Takes(query.Need, columns, start + i, filter) || !Fits.Fit(query.Need, _must[i], _common[i]))
            {
                continue;
            }

            best.Offer(new Hit(sum + query.Rest(start + i), _must[i], columns.Sequences[start + i], start + i));
            threshold = best.Threshold - rest;
        }
    }

    private static bool Takes(NeedProfile need, TalentColumns columns, int slot, TalentFilter filter)
    {
        var (state, employment) = (columns.States[slot], (EmploymentKind)columns.Employment[slot]);
        return state != SlotState.Dead
            && Score.MayWork(need.Terms.Employment, employment)
            && (ReferenceEquals(filter, TalentFilter.None) ? state == SlotState.Free : filter.Takes(
                columns.PlaceLists[columns.Places[slot]], employment, columns.Colleges[columns.College[slot]], (EducationLevel)columns.Education[slot], state == SlotState.Placed));
    }
}
