using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;
using Platform.Talent.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>Shows on the project which talents were found for one of its needs.</summary>
public sealed class OnTalentShortlisted : IEventHandler<TalentShortlisted>
{
    public Task HandleAsync(TalentShortlisted @event, EventContext context, Change change) => @event.ProjectId.Length == 0
        ? Task.CompletedTask
        : Findings.ReplaceAsync(change, Read(@event), context);

    private static FoundNeed Read(TalentShortlisted @event) => new(
        Guid.Parse(@event.ProjectId),
        Guid.Parse(@event.NeedId),
        NeedKind.Talent,
        @event.NeedTitle,
        @event.Headcount,
        [.. @event.Talents.Select(talent => new FoundCandidate(
            talent.Rank, Guid.Parse(talent.TalentId), talent.MaskedLabel, talent.CollegeCode, talent.CollegeName, talent.Score, talent.ExplanationZh, talent.ExplanationEn))]);
}
