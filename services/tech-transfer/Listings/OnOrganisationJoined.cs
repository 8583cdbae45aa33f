using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Chassis.Organisations;
using Platform.Common.V1;
using Platform.Identity.V1;
using Platform.TechTransfer.Matching;

namespace Platform.TechTransfer.Listings;

/// <summary>
/// Keeps the list of organisations, claims for a university the listings that were imported under its name before it
/// joined, and carries a new name into what it owns.
/// </summary>
public sealed class OnOrganisationJoined : IEventHandler<OrganisationRegistered>
{
    private static readonly OnOrganisationRegistered ReadModel = new();

    public async Task HandleAsync(OrganisationRegistered @event, EventContext context, Change change)
    {
        await ReadModel.HandleAsync(@event, context, change);
        await JoiningLock.TakeAsync(change);
        // What the read model holds now, which is not this event where a newer one came first.
        var (name, kind) = await change.QuerySingleOrDefaultAsync<(string Name, short Kind)>(
            "select name, kind from organisation where organisation_code = @OrganisationCode", new { @event.OrganisationCode });
        await change.ExecuteAsync(
            "update technology_need set organisation_name = @name where organisation_code = @OrganisationCode and organisation_name <> @name", new { @event.OrganisationCode, name });
        if ((OrganisationKind)kind == OrganisationKind.University)
        {
            await ClaimAsync(change, @event.OrganisationCode, name);
        }
    }

    private static async Task ClaimAsync(Change change, string code, string name)
    {
        const string rename = """
            update listing set owner_name = @name, owner_key = @key
            where owner_code = @code and owner_name <> @name
            """;
        // A title it already has of its own stays unclaimed: two listings of one title cannot both be its.
        const string claim = """
            update listing l set owner_code = @code, owner_name = @name, version = l.version + 1
            where l.owner_code is null and l.owner_key = @key
              and not exists (
                  select from listing own
                  where own.owner_code = @code and own.title_key = l.title_key and own.state <> 5 and l.state <> 5)
            """;
        var known = new { code, name, key = Words.Fold(name) };
        var renamed = await change.ExecuteAsync(rename, known);
        var claimed = await change.ExecuteAsync(claim, known);
        if (claimed > 0)
        {
            change.Audit("listing.claim", "organisation", code, new { rows = claimed });
        }

        if (renamed + claimed > 0)
        {
            await MatchWork.ForPoolAsync(change);
        }
    }
}
