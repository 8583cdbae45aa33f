using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.SkillWords;

/// <summary>A row of <c>skill_word</c> with who wrote it.</summary>
internal sealed class WordRow
{
    /// <summary>As <c>w</c>, to be filtered and ordered.</summary>
    public const string Select = """
        select w.word_id, w.word_folded, w.word, w.state, w.skill_code, w.first_seen_at, w.decided_at, w.decided_uses, w.version, w.talents, w.needs,
            array(select t.college_name from skill_word_talent u join talent t using (talent_id) where u.word_id = w.word_id
                group by t.college_name order by count(*) desc, t.college_name limit 5) as colleges
        from (
            select s.*, (select count(*)::int from skill_word_talent u where u.word_id = s.word_id) as talents,
                (select count(*)::int from skill_word_need u where u.word_id = s.word_id) as needs
            from skill_word s) w
        """;

    private const int Suggestions = 3;

    public Guid WordId { get; init; }

    public string WordFolded { get; init; } = "";

    public string Word { get; init; } = "";

    public short State { get; init; }

    public string? SkillCode { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public int DecidedUses { get; init; }

    public long Version { get; init; }

    public int Talents { get; init; }

    public int Needs { get; init; }

    public string[] Colleges { get; init; } = [];

    /// <summary>How many wrote it, as the list is sorted.</summary>
    public int Uses => Talents + Needs;

    public SkillWord ToMessage(SkillTaxonomy taxonomy) => new()
    {
        WordId = WordId.ToString(),
        Word = Word,
        State = (SkillWordState)State,
        Skill = SkillCode ?? "",
        TalentCount = State == (short)SkillWordState.Waiting ? Talents : DecidedUses,
        NeedCount = Needs,
        Colleges = { Colleges },
        Suggestions = { State == (short)SkillWordState.Waiting ? taxonomy.Suggest(Word, Suggestions).Select(one => SkillMessages.Of(one, taxonomy)) : [] },
        FirstSeen = FirstSeenAt.ToTimestamp(),
        DecideTime = DecidedAt?.ToTimestamp(),
        Etag = Etag.Of(Version),
    };
}
