using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>A version of a university's policy with its tiers.</summary>
internal sealed record StoredPolicy(Guid PolicyId, string OwnerCode, int Version, DateOnly ValidFrom, int InventorEquityBp, string Source, DateTimeOffset PublishedAt, IReadOnlyList<Tier> Tiers)
{
    private const string Policies = """
        select policy_id, owner_code, version, valid_from, inventor_equity_bp, source, published_at from benefit_policy
        where owner_code = @owner and valid_from <= @day
        order by valid_from desc
        limit @limit
        """;

    private const string TiersOf = """
        select policy_id, above_cny_fen, inventors_bp, department_bp, school_bp, transfer_office_bp from benefit_tier
        where policy_id = any(@ids)
        order by policy_id, above_cny_fen
        limit 2000
        """;

    /// <summary>The version that holds on a day; null where none does.</summary>
    public static async Task<StoredPolicy?> OfDayAsync(DbConnection connection, string owner, DateOnly day, CancellationToken cancellation) =>
        (await ReadAsync(connection, owner, day, 1, cancellation)).FirstOrDefault();

    public static Task<IReadOnlyList<StoredPolicy>> AllAsync(DbConnection connection, string owner, CancellationToken cancellation) =>
        ReadAsync(connection, owner, DateOnly.MaxValue, 200, cancellation);

    private static async Task<IReadOnlyList<StoredPolicy>> ReadAsync(DbConnection connection, string owner, DateOnly day, int limit, CancellationToken cancellation)
    {
        var rows = (await connection.QueryAsync<(Guid Id, string Owner, int Version, DateOnly From, int Equity, string Source, DateTimeOffset At)>(
            new CommandDefinition(Policies, new { owner, day, limit }, cancellationToken: cancellation))).AsList();
        var tiers = await connection.QueryAsync<(Guid Id, long Above, int Inventors, int Department, int School, int Office)>(
            new CommandDefinition(TiersOf, new { ids = rows.ConvertAll(row => row.Id).ToArray() }, cancellationToken: cancellation));
        var byPolicy = tiers.ToLookup(tier => tier.Id, tier => new Tier(tier.Above, tier.Inventors, tier.Department, tier.School, tier.Office));
        return rows.ConvertAll(row => new StoredPolicy(row.Id, row.Owner, row.Version, row.From, row.Equity, row.Source, row.At, [.. byPolicy[row.Id]]));
    }

    public BenefitPolicy ToMessage() => new()
    {
        PolicyId = PolicyId.ToString(),
        OwnerCode = OwnerCode,
        Version = Version,
        ValidFrom = CityDays.Text(ValidFrom),
        InventorEquityBp = InventorEquityBp,
        Source = Source,
        PublishTime = PublishedAt.ToTimestamp(),
        Tiers =
        {
            Tiers.Select(tier => new BenefitTier
            {
                AboveCnyFen = tier.AboveFen, InventorsBp = tier.InventorsBp, DepartmentBp = tier.DepartmentBp, SchoolBp = tier.SchoolBp, TransferOfficeBp = tier.TransferOfficeBp,
            }),
        },
    };
}
