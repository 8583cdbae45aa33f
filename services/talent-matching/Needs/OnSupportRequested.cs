using System.Globalization;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.SkillWords;

namespace Platform.TalentMatching.Needs;

/// <summary>
/// A firm asked the government for talent: a need is opened for it, or the firm's open one of that title serves the request. Told twice,
/// or after the request's end, it changes nothing.
/// </summary>
internal sealed class OnSupportRequested(CurrentTaxonomy current) : IEventHandler<SupportRequested>
{
    /// <summary>The firm's words tell skills but no levels: the middle one is taken.</summary>
    private const int AskedLevel = 3;

    /// <summary>What is longer is a sentence.</summary>
    private const int MostOfAWord = 30;

    public async Task HandleAsync(SupportRequested @event, EventContext context, Change change)
    {
        if (@event.NeedCase != SupportRequested.NeedOneofCase.Talent || !await SupportBinding.RememberAsync(change, @event.Request))
        {
            return;
        }

        var taxonomy = await current.ForWritingAsync(change);
        var need = ToNeed(@event, change, taxonomy);
        await NeedLocks.NewNeedsAsync(change);
        var stored = await NewNeed.StoreAsync(change, [need]);
        var id = stored.TryGetValue(need.Key, out var opened) ? opened : await FindOpenAsync(change, need);
        await NoteWords.OfNeedsAsync(change, [.. UnknownWords(@event.Talent.SkillsText, taxonomy).Select(word => new NotedWord(id, word, AskedLevel))]);
        await SupportBinding.BindAsync(change, @event.Request, id);
        var prioritised = await PoolPriority.GiveAsync(change, [need.OrganisationCode]);
        await ShortlistQueue.AddAsync(change, [.. prioritised.Union([id])]);
        change.Raise(new TalentNeedBound { NeedId = id.ToString(), SupportRequest = @event.Request }, id.ToString());
        change.Audit("talent-need.asked-for", "talent-need", id.ToString(), new { @event.Request.SupportRequestId, @event.Request.Round });
    }

    /// <summary>The insert that met it has locked it.</summary>
    private static Task<Guid> FindOpenAsync(Change change, NewNeed need) => change.ExecuteScalarAsync<Guid>(
        "select need_id from talent_need where organisation_code = @OrganisationCode and title_folded = @TitleFolded and state = 1",
        new { need.OrganisationCode, need.TitleFolded });

    /// <summary>The parts of the firm's words in which no skill is recognised.</summary>
    private static IEnumerable<string> UnknownWords(string text, SkillTaxonomy taxonomy) => text
        .Split([';', '；', ',', '，', '、', '。', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(part => part.Length is > 1 and <= MostOfAWord && taxonomy.Recognise(part).Count == 0);

    private static NewNeed ToNeed(SupportRequested asked, Change change, SkillTaxonomy taxonomy) => new(
        change.NewId(),
        asked.Title,
        asked.OrganisationCode,
        asked.OrganisationName,
        Math.Max(1, asked.Talent.Headcount),
        SkillList.Of(taxonomy.Recognise($"{asked.Title} {asked.Talent.SkillsText}").Select(code => (code, AskedLevel))),
        SkillList.Empty,
        EducationLevel.Unspecified,
        0,
        0,
        asked.Talent.Place,
        EmploymentKind.Unspecified,
        DateOnly.TryParseExact(asked.Talent.Deadline, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var deadline) ? deadline : null,
        Declared: true);
}
