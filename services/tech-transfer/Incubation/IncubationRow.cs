using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

/// <summary>A listing's way through a centre, as stored.</summary>
internal sealed record IncubationRow
{
    public const string Select = """
        select i.incubation_id, i.listing_id, l.title as listing_title, coalesce(l.owner_code, '') as owner_code, l.owner_name, i.centre_id, c.name as centre_name,
            c.organisation_code as runner, i.project_id, i.first_level, i.level, i.state, i.end_reason, i.version, i.created_at
        from incubation i join listing l using (listing_id) join centre c using (centre_id)
        """;

    private const string Gates = "select number, to_level, evidence, state, comment, claimed_at, decided_at from stage_gate where incubation_id = @id order by number limit 200";

    public Guid IncubationId { get; init; }

    public Guid ListingId { get; init; }

    public string ListingTitle { get; init; } = "";

    public string OwnerCode { get; init; } = "";

    public string OwnerName { get; init; } = "";

    public Guid CentreId { get; init; }

    public string CentreName { get; init; } = "";

    public string Runner { get; init; } = "";

    public Guid? ProjectId { get; init; }

    public short FirstLevel { get; init; }

    public short Level { get; init; }

    public IncubationState State { get; init; }

    public string EndReason { get; init; } = "";

    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Evidence and decisions are the owner's, the centre's and officials'.</summary>
    public bool ShowsGatesTo(Caller caller) => caller.Is(Roles.Official) || caller.OrganisationCode == OwnerCode || caller.OrganisationCode == Runner;

    /// <summary>Locked for a step.</summary>
    /// <exception cref="Platform.Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH.</exception>
    public static async Task<IncubationRow> LockAsync(Change change, string incubationId, string etag)
    {
        var id = Guid.Parse(incubationId);
        await change.ExecuteAsync("select from incubation where incubation_id = @id for no key update", new { id });
        var row = await change.QuerySingleOrDefaultAsync<IncubationRow>($"{Select} where i.incubation_id = @id", new { id }) ?? throw IncubationErrors.IncubationNotFound.ToException();
        Etag.Check(etag, row.Version);
        return row;
    }

    public static async Task<Platform.Transfer.V1.Incubation> MessageAsync(Change change, Guid id)
    {
        var row = (await change.QuerySingleOrDefaultAsync<IncubationRow>($"{Select} where i.incubation_id = @id", new { id }))!;
        return await row.FillAsync(change.Connection, change.Cancellation);
    }

    public async Task<Platform.Transfer.V1.Incubation> FillAsync(DbConnection connection, CancellationToken cancellation)
    {
        var gates = await connection.QueryAsync<(int Number, short To, string Evidence, short State, string Comment, DateTimeOffset Claimed, DateTimeOffset? Decided)>(
            new CommandDefinition(Gates, new { id = IncubationId }, cancellationToken: cancellation));
        var message = ToMessage();
        message.Gates.AddRange(gates.Select(gate => new Gate
        {
            Number = gate.Number, ToLevel = gate.To, Evidence = gate.Evidence, State = (GateState)gate.State, Comment = gate.Comment,
            ClaimDay = CityDays.Text(CityDays.Of(gate.Claimed)), DecisionDay = gate.Decided is { } decided ? CityDays.Text(CityDays.Of(decided)) : "",
        }));
        return message;
    }

    public Platform.Transfer.V1.Incubation ToMessage() => new()
    {
        IncubationId = IncubationId.ToString(),
        ListingId = ListingId.ToString(),
        ListingTitle = ListingTitle,
        OwnerCode = OwnerCode,
        OwnerName = OwnerName,
        CentreId = CentreId.ToString(),
        CentreName = CentreName,
        CentreOrganisationCode = Runner,
        ProjectId = ProjectId?.ToString() ?? "",
        FirstLevel = FirstLevel,
        Level = Level,
        State = State,
        CreateTime = CreatedAt.ToTimestamp(),
        EndReason = EndReason,
        Etag = Etag.Of(Version),
    };
}
