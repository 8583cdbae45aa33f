namespace Platform.ProjectRegistry.Selection;

/// <summary>
/// Prices of the quotas: what a place in each class is worth. They bound the weight of every selection that meets the quotas, and
/// of those with or without a candidate.
/// </summary>
/// <remarks>
/// Lagrangian relaxation (A. Geoffrion, “Lagrangean relaxation for integer programming”, Mathematical Programming Study 2 (1974)
/// 82–114). A class with price p &gt; 0 adds p to each of its candidates and takes p · minimum away; one with p &lt; 0 adds p to each
/// (which makes them cheaper) and gives |p| · maximum back. For a selection that meets the quotas both only add, so the best
/// <c>capacity</c> candidates at these prices, whether they meet the quotas or not, weigh at least as much. That holds for any
/// prices; a fixed number of subgradient steps (M. Held, R. Karp, Mathematical Programming 1 (1971) 6–25) finds good ones. All
/// whole numbers.
/// </remarks>
internal sealed class SeatPrices
{
    private const int Steps = 120;

    private readonly Pool _pool;
    private readonly long[] _prices;
    private readonly List<int>[] _queues;
    private readonly bool[] _taken;
    private long _bound;
    private long _lastTaken;
    private long _firstLeft;

    private SeatPrices(Pool pool)
    {
        _pool = pool;
        _prices = new long[pool.Quotas.Count];
        _taken = new bool[pool.Positions.Length];
        _queues = [.. pool.ClassesOfCells.Select(_ => new List<int>())];
        for (var i = 0; i < pool.Cells.Length; i++)
        {
            _queues[pool.Cells[i]].Add(i);
        }
    }

    public static SeatPrices Find(Pool pool)
    {
        var prices = new SeatPrices(pool);
        var best = (long[])prices._prices.Clone();
        var least = long.MaxValue;
        var step = Math.Max(1, pool.Positions.Length > 0 ? pool.Weight(0) / 8 : 1);
        for (var round = 0; round < Steps; round++)
        {
            prices.Take();
            if (prices._bound < least)
            {
                least = prices._bound;
                prices._prices.CopyTo(best, 0);
            }

            prices.Move(step);
            step = Math.Max(1, step * 9 / 10);
        }

        best.CopyTo(prices._prices, 0);
        prices.Take();
        return prices;
    }

    /// <summary>Weight of a candidate at these prices.</summary>
    public long PriceOf(int i) => _pool.Weight(i) + PriceOfCell(_pool.Cells[i]);

    /// <summary>No selection with the candidate weighs more.</summary>
    public long BoundWith(int i) => _taken[i] ? _bound : _bound - _lastTaken + PriceOf(i);

    /// <summary>No selection without the candidate weighs more.</summary>
    public long BoundWithout(int i) => _taken[i] ? _bound - PriceOf(i) + _firstLeft : _bound;

    private long PriceOfCell(int cell)
    {
        var sum = 0L;
        foreach (var quota in _pool.ClassesOfCells[cell])
        {
            sum += _prices[quota];
        }

        return sum;
    }

    /// <summary>Takes the best candidates at the present prices, as long as they weigh anything.</summary>
    private void Take()
    {
        Array.Clear(_taken);
        _bound = _pool.Quotas.Select((quota, i) => -_prices[i] * (_prices[i] > 0 ? quota.Minimum : quota.Maximum ?? 0)).Sum();
        var heads = new PriorityQueue<(int Cell, int Next), long>();
        var ofCells = new long[_queues.Length];
        for (var cell = 0; cell < _queues.Length; cell++)
        {
            ofCells[cell] = PriceOfCell(cell);
            Offer(cell, 0);
        }

        for (var seats = _pool.Capacity; ; seats--)
        {
            var (cell, next, value) = heads.TryDequeue(out var head, out var negative) ? (head.Cell, head.Next, -negative) : (0, 0, 0L);
            if (seats == 0 || value <= 0)
            {
                _firstLeft = Math.Max(0, value);
                _lastTaken = seats > 0 ? 0 : _lastTaken;
                return;
            }

            _taken[_queues[cell][next]] = true;
            _bound += value;
            _lastTaken = value;
            Offer(cell, next + 1);
        }

        void Offer(int cell, int next)
        {
            if (next < _queues[cell].Count)
            {
                heads.Enqueue((cell, next), -(_pool.Weight(_queues[cell][next]) + ofCells[cell]));
            }
        }
    }

    private void Move(long step)
    {
        var counts = new int[_prices.Length];
        for (var i = 0; i < _taken.Length; i++)
        {
            foreach (var quota in _taken[i] ? _pool.ClassesOf(i) : [])
            {
                counts[quota]++;
            }
        }

        for (var i = 0; i < _prices.Length; i++)
        {
            var (minimum, maximum) = (_pool.Quotas[i].Minimum, _pool.Quotas[i].Maximum ?? int.MaxValue);
            var price = _prices[i];
            _prices[i] = (counts[i] < minimum, counts[i] > maximum) switch
            {
                (true, _) => price + step,
                (_, true) => price - step,
                _ when price > 0 && counts[i] > minimum => Math.Max(0, price - step),
                _ when price < 0 && counts[i] < maximum => Math.Min(0, price + step),
                _ => price,
            };
        }
    }
}
