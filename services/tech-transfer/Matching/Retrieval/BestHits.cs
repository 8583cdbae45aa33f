namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>A text that was found.</summary>
/// <param name="Score">BM25, or a likeness of -1 to 1 where neighbours were asked for.</param>
public readonly record struct Hit(Guid Id, double Score);

/// <summary>The best few of many: higher scores first, equal ones by id.</summary>
internal sealed class BestHits(int most)
{
    private static readonly Comparer<Hit> WorstFirst = Comparer<Hit>.Create((one, other) =>
        one.Score != other.Score ? one.Score.CompareTo(other.Score) : other.Id.CompareTo(one.Id));

    private readonly PriorityQueue<Hit, Hit> _held = new(WorstFirst);

    /// <summary>The score of the worst that is held; minus infinity while there is room.</summary>
    public double Least { get; private set; } = double.NegativeInfinity;

    public void Add(Hit hit)
    {
        if (_held.Count < most)
        {
            _held.Enqueue(hit, hit);
        }
        else if (WorstFirst.Compare(hit, _held.Peek()) > 0)
        {
            _held.DequeueEnqueue(hit, hit);
        }

        Least = _held.Count == most ? _held.Peek().Score : Least;
    }

    public IReadOnlyList<Hit> Sorted() => [.. _held.UnorderedItems.Select(one => one.Element).OrderDescending(WorstFirst)];
}

/// <summary>The most of many scores that are known to be reached, each by another text.</summary>
internal sealed class LowerBounds(int most)
{
    private readonly PriorityQueue<double, double> _held = new();

    /// <summary>So many texts reach it; 0 while there are fewer.</summary>
    public double Least { get; private set; }

    public void Add(double score)
    {
        if (_held.Count < most)
        {
            _held.Enqueue(score, score);
        }
        else
        {
            _held.DequeueEnqueue(score, score);
        }

        Least = _held.Count == most ? _held.Peek() : 0;
    }
}
