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
                order.Add((query.MustAtMost(block) + query.NiceAtMost(block) + query.TextAtMost(block) + rest, rest, block));
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

            var text = query.TextAtMost(block);
            if (SumMust(query, block, best.Threshold - rest - text - query.NiceAtMost(block)) && SumNice(query, block, best.Threshold - rest - text))
            {
                CountCommon(query, block);
                Collect(query, index.Columns, block, text, rest, filter, best);
            }
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

    /// <returns>False where nobody in the block has what is needed of must- and nice skills.</returns>
    private bool SumNice(NeedQuery query, int block, int needed)
    {
        foreach (var routes in query.Nice)
        {
            Add(routes, block);
        }

        return query.Nice.Length == 0 || Greatest(_points) >= needed;
    }

    private void CountCommon(NeedQuery query, int block)
    {
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

    private void Collect(NeedQuery query, TalentColumns columns, int block, int textAtMost, int rest, TalentFilter filter, Best best)
    {
        var count = Math.Min(TalentColumns.BlockSize, columns.Count - (block << TalentColumns.BlockBits));
        for (var first = 0; first < count; first += Vector<ushort>.Count)
        {
            // Most rows of a block have no chance any more: they are passed over several at a time.
            var needed = (ushort)Math.Clamp(best.Threshold - rest - textAtMost, 0, ushort.MaxValue);
            if (Vector.GreaterThanOrEqualAny(new Vector<ushort>(_points, first), new Vector<ushort>(needed)))
            {
                Collect(query, columns, block, first, Math.Min(first + Vector<ushort>.Count, count), rest, filter, best);
            }
        }
    }

    private void Collect(NeedQuery query, TalentColumns columns, int block, int from, int to, int rest, TalentFilter filter, Best best)
    {
        var (start, text) = (block << TalentColumns.BlockBits, query.TextPoints);
        for (var i = from; i < to; i++)
        {
            var sum = _points[i] + text[_common[i]];
            if (sum > 0 && sum >= best.Threshold - rest && Takes(query.Need, columns, start + i, filter) && Fits.Fit(query.Need, _must[i], _common[i]))
            {
                best.Offer(new Hit(sum + query.Rest(start + i), _must[i], columns.Sequences[start + i], start + i));
            }
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
