using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Engine;

/// <summary>
/// Builds an index with like talents side by side (employment, education, first place, awards, salary), so that what a block has at best
/// says much of each in it. Keeps the words of those collected as numbers until then.
/// </summary>
internal sealed class TalentIndexBuilder
{
    private readonly List<string> _words = [];
    private readonly Interner _numbers = new();
    private readonly TalentColumns _lists = new();
    private readonly List<Row> _rows = [];

    // In pieces, so that growth copies nothing large.
    private readonly List<int[]> _pieces = [];
    private int _used;

    private const int PieceSize = 1 << 20;

    /// <summary>In fen: 10,000 CNY.</summary>
    private const long SalaryStep = 1_000_000;

    public void Add(TalentProfile talent, bool placed)
    {
        var length = (talent.Skills.Codes.Length * 2) + talent.Grams.Count;
        if (_pieces.Count == 0 || _used + length > _pieces[^1].Length)
        {
            _pieces.Add(new int[Math.Max(PieceSize, length)]);
            _used = 0;
        }

        var piece = _pieces[^1];
        var at = _used;
        for (var i = 0; i < talent.Skills.Codes.Length; i++)
        {
            piece[at++] = NumberOf(talent.Skills.Codes[i]);
            piece[at++] = talent.Skills.Levels[i];
        }

        foreach (var gram in talent.Grams)
        {
            piece[at++] = NumberOf(gram);
        }

        _rows.Add(new Row(
            talent.TalentId, talent.Sequence, talent.ExpectedSalaryFen, NumberOf(talent.College), _lists.PlaceListOf(talent.Places),
            _lists.AwardListOf(talent.AwardCount, talent.AwardSkills), _pieces.Count - 1, _used, (short)talent.Skills.Codes.Length, (short)talent.Grams.Count,
            (byte)talent.Education, (byte)talent.Employment, placed));
        _used = at;
    }

    public TalentIndex Build()
    {
        var order = new int[_rows.Count];
        var keys = new long[_rows.Count];
        for (var i = 0; i < order.Length; i++)
        {
            var row = _rows[i];
            order[i] = i;
            keys[i] = KeyOf(row);
        }

        Array.Sort(keys, order);
        var index = new TalentIndex();
        foreach (var i in order)
        {
            index.Append(ToProfile(_rows[i]), _rows[i].Placed);
        }

        index.Trim();
        return index;
    }

    private long KeyOf(Row row)
    {
        var places = _lists.PlaceLists[row.Places];
        var first = places.Count == 0 ? 0 : 1 + NumberOf(places[0]);
        var salary = Math.Min(row.Salary / SalaryStep, ushort.MaxValue);
        var key = ((long)(row.Placed ? 1 : 0) << 4) | row.Employment;
        key = (((key << 4) | row.Education) << 24) | (uint)(first & 0xffffff);
        return (((key << 1) | (uint)_lists.AwardLists[row.Awards].Count) << 16) | (uint)salary;
    }

    private TalentProfile ToProfile(Row row)
    {
        var words = _pieces[row.Piece].AsSpan(row.Start);
        var codes = new string[row.Skills];
        var levels = new short[row.Skills];
        for (var i = 0; i < row.Skills; i++)
        {
            codes[i] = _words[words[2 * i]];
            levels[i] = (short)words[(2 * i) + 1];
        }

        var grams = new string[row.Grams];
        for (var i = 0; i < row.Grams; i++)
        {
            grams[i] = _words[words[(2 * row.Skills) + i]];
        }

        var (awards, skills) = _lists.AwardLists[row.Awards];
        return new TalentProfile(
            row.Id, row.Sequence, new SkillList(codes, levels), (EducationLevel)row.Education, _lists.PlaceLists[row.Places], row.Salary,
            (EmploymentKind)row.Employment, awards, skills, grams) { College = _words[row.College] };
    }

    private int NumberOf(string word)
    {
        var number = _numbers.Of(word);
        if (number == _words.Count)
        {
            _words.Add(word);
        }

        return number;
    }

    private readonly record struct Row(
        Guid Id, long Sequence, long Salary, int College, int Places, int Awards, int Piece, int Start, short Skills, short Grams, byte Education, byte Employment, bool Placed);
}
