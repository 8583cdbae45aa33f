using Platform.TalentMatching.Matching;

namespace Platform.TalentMatching.Engine;

/// <summary>
/// What of each talent is weighed beside its skills and text, a column a fact, and what the talents of a block have at best.
/// A changed talent takes a new slot at the end; the old one is dead.
/// </summary>
internal sealed class TalentColumns
{
    /// <summary>Slots of a block: 2,048, so that what is summed up for a block stays in the processor's nearest cache.</summary>
    public const int BlockBits = 11;

    public const int BlockSize = 1 << BlockBits;

    private readonly Interner _placeLists = new();
    private readonly Interner _awardLists = new();
    private readonly Interner _colleges = new();

    public int Count { get; private set; }

    public Guid[] Ids { get; private set; } = [];

    /// <summary>Order of creation.</summary>
    public long[] Sequences { get; private set; } = [];

    public long[] Salaries { get; private set; } = [];

    /// <summary>Index into <see cref="PlaceLists"/>.</summary>
    public int[] Places { get; private set; } = [];

    /// <summary>Index into <see cref="AwardLists"/>.</summary>
    public int[] Awards { get; private set; } = [];

    /// <summary>Index into <see cref="Colleges"/>.</summary>
    public int[] College { get; private set; } = [];

    public byte[] Education { get; private set; } = [];

    public byte[] Employment { get; private set; } = [];

    public SlotState[] States { get; private set; } = [];

    /// <summary>The distinct lists of wished places, folded.</summary>
    public List<IReadOnlyList<string>> PlaceLists { get; } = [];

    /// <summary>The distinct lists of awards: how many (0, or 1 for any) and the skills that they speak of.</summary>
    public List<(int Count, IReadOnlyList<string> Skills)> AwardLists { get; } = [];

    public List<string> Colleges { get; } = [];

    public List<BlockSummary> Blocks { get; } = [];

    /// <returns>The slot.</returns>
    public int Add(TalentProfile talent, bool placed)
    {
        var slot = Count++;
        Grow();
        Ids[slot] = talent.TalentId;
        Sequences[slot] = talent.Sequence;
        Salaries[slot] = talent.ExpectedSalaryFen;
        Places[slot] = PlaceListOf(talent.Places);
        Awards[slot] = AwardListOf(talent.AwardCount, talent.AwardSkills);
        College[slot] = Interned(_colleges, Colleges, talent.College, talent.College);
        Education[slot] = (byte)talent.Education;
        Employment[slot] = (byte)talent.Employment;
        States[slot] = placed ? SlotState.Placed : SlotState.Free;
        if (slot >> BlockBits == Blocks.Count)
        {
            Blocks.Add(new BlockSummary());
        }

        Blocks[^1].Add(this, slot);
        return slot;
    }

    public int PlaceListOf(IReadOnlyList<string> places) => Interned(_placeLists, PlaceLists, string.Join('\u001f', places), places);

    public int AwardListOf(int count, IReadOnlyList<string> skills) => Interned(
        _awardLists, AwardLists, $"{Math.Min(count, 1)}\u001f{string.Join('\u001f', skills)}", (Math.Min(count, 1), skills));

    private static int Interned<T>(Interner numbers, List<T> values, string key, T value)
    {
        var number = numbers.Of(key);
        if (number == values.Count)
        {
            values.Add(value);
        }

        return number;
    }

    private void Grow()
    {
        if (Count <= Ids.Length)
        {
            return;
        }

        var size = Math.Max(1024, Ids.Length * 2);
        Ids = Resized(Ids, size);
        Sequences = Resized(Sequences, size);
        Salaries = Resized(Salaries, size);
        Places = Resized(Places, size);
        Awards = Resized(Awards, size);
        College = Resized(College, size);
        Education = Resized(Education, size);
        Employment = Resized(Employment, size);
        States = Resized(States, size);
    }

    private static T[] Resized<T>(T[] column, int size)
    {
        Array.Resize(ref column, size);
        return column;
    }
}

internal enum SlotState : byte
{
    /// <summary>Changed or gone.</summary>
    Dead,

    Free,

    Placed,
}

/// <summary>What the talents of a block have at best; of dead ones, too, which makes it a bound all the same.</summary>
internal sealed class BlockSummary
{
    public int Education { get; private set; }

    /// <summary>A bit each kind of employment.</summary>
    public int Kinds { get; private set; }

    public bool HasAwards { get; private set; }

    /// <summary>The least salary wished for; <see cref="long.MaxValue"/> where nobody states one.</summary>
    public long Salary { get; private set; } = long.MaxValue;

    public bool HasUnstatedSalary { get; private set; }

    /// <summary>Distinct.</summary>
    public List<int> PlaceLists { get; } = [];

    private readonly HashSet<int> _placeLists = [];

    public void Add(TalentColumns columns, int slot)
    {
        var salary = columns.Salaries[slot];
        HasUnstatedSalary |= salary == 0;
        Salary = Math.Min(Salary, salary == 0 ? long.MaxValue : salary);
        Education = Math.Max(Education, columns.Education[slot]);
        Kinds |= 1 << columns.Employment[slot];
        HasAwards |= columns.AwardLists[columns.Awards[slot]].Count > 0;
        if (_placeLists.Add(columns.Places[slot]))
        {
            PlaceLists.Add(columns.Places[slot]);
        }
    }
}
