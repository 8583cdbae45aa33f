using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;
using Platform.Transfer.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>Shows on the project which research was found for one of its needs.</summary>
public sealed class OnTechnologyMatched : IEventHandler<TechnologyMatched>
{
    public Task HandleAsync(TechnologyMatched @event, EventContext context, Change change) => @event.ProjectId.Length == 0
        ? Task.CompletedTask
        : Findings.ReplaceAsync(change, Read(@event), context);

    private static FoundNeed Read(TechnologyMatched @event) => new(
        Guid.Parse(@event.ProjectId),
        Guid.Parse(@event.NeedId),
        NeedKind.Technology,
        @event.NeedTitle,
        Headcount: 0,
        [.. @event.Listings.Select(listing => new FoundCandidate(
            listing.Rank, Guid.Parse(listing.ListingId), listing.Title, listing.OwnerCode, listing.OwnerName, listing.Score, listing.ExplanationZh, listing.ExplanationEn))]);
}
