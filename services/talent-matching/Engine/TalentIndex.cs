using Platform.TalentMatching.Matching;

namespace Platform.TalentMatching.Engine;

/// <summary>
/// The talents in memory: posting lists by skill and by piece of text, and columns for the rest. Not for use by several threads
/// while it is changed.
/// </summary>
internal sealed class TalentIndex
{
    private readonly Dictionary<string, PostingList> _skills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PostingList> _grams = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> _slots = [];

    public TalentColumns Columns { get; } = new();

    /// <summary>Talents that are there.</summary>
    public int Count => _slots.Count;

    /// <summary>Slots that lie in no order of their own or are dead: many of them make it worth building anew.</summary>
    public int Disorder { get; private set; }

    /// <summary>Puts a talent in, in place of what it was before.</summary>
    public void Put(TalentProfile talent, bool placed)
    {
        Remove(talent.TalentId);
        Append(talent, placed);
        Disorder++;
    }

    public void Remove(Guid talentId)
    {
        if (_slots.Remove(talentId, out var slot))
        {
            Columns.States[slot] = SlotState.Dead;
            Disorder++;
        }
    }

    internal void Append(TalentProfile talent, bool placed)
    {
        var slot = Columns.Add(talent, placed);
        _slots[talent.TalentId] = slot;
        for (var i = 0; i < talent.Skills.Codes.Length; i++)
        {
            ListOf(_skills, talent.Skills.Codes[i]).Add(slot, Math.Clamp(talent.Skills.Levels[i], (short)0, (short)7));
        }

        foreach (var gram in talent.Grams)
        {
            ListOf(_grams, gram).Add(slot, 0);
        }
    }

    /// <summary>Null where nobody has it.</summary>
    public PostingList? WithSkill(string code) => _skills.GetValueOrDefault(code);

    /// <inheritdoc cref="WithSkill"/>
    public PostingList? WithGram(string gram) => _grams.GetValueOrDefault(gram);

    internal void Trim()
    {
        foreach (var list in _skills.Values.Concat(_grams.Values))
        {
            list.Trim();
        }
    }

    private static PostingList ListOf(Dictionary<string, PostingList> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = new PostingList();
        }

        return list;
    }
}
