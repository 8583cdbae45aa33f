using System.Data.Common;
using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Privacy;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>A contract's sharing with all statements, and the year's tax relief of its owner.</summary>
internal static class GetSharing
{
    private const string Costs = "select number, day, amount_cny_fen, description, evidence, cancel_reason from direct_cost where agreement_id = @id order by number limit 1000";

    public static async Task<Sharing> RunAsync(Store store, TimeProvider clock, ServerCallContext call, GetSharingRequest request)
    {
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<AgreementRow>(new CommandDefinition(
            $"{AgreementRow.Select} where a.agreement_id = @id", new { id = Guid.Parse(request.AgreementId) }, cancellationToken: call.CancellationToken));
        var own = row?.OwnerCode == caller.OrganisationCode;
        if (row is null || !(own || caller.Is(Roles.Official)))
        {
            throw AgreementErrors.NotFound.ToException();
        }

        var sharing = await ReadAsync(connection, row, CityDays.Of(clock.GetUtcNow()), call.CancellationToken);
        if (!own)
        {
            Mask(sharing);
        }

        return sharing;
    }

    public static async Task<Sharing> MessageAsync(Change change, AgreementRow row)
    {
        // What was written without waiting goes out first.
        await change.ExecuteAsync("select 1");
        return await ReadAsync(change.Connection, row, CityDays.Of(change.Now), change.Cancellation);
    }

    private static async Task<Sharing> ReadAsync(DbConnection connection, AgreementRow row, DateOnly today, CancellationToken cancellation)
    {
        var facts = await SharingFacts.ReadAsync(connection, row, cancellation);
        var costs = await connection.QueryAsync<(int Number, DateOnly Day, long Amount, string Description, string Evidence, string Cancelled)>(
            new CommandDefinition(Costs, new { id = row.AgreementId }, cancellationToken: cancellation));
        return new Sharing
        {
            AgreementId = row.AgreementId.ToString(),
            ListingTitle = row.ListingTitle,
            Policy = facts.Policy?.ToMessage(),
            Inventors = { facts.Inventors },
            Costs =
            {
                costs.Select(cost => new DirectCost
                {
                    Number = cost.Number, Day = CityDays.Text(cost.Day), AmountCnyFen = cost.Amount, Description = cost.Description, Evidence = cost.Evidence, CancelReason = cost.Cancelled,
                }),
            },
            Statements = { await Statements.OfAgreementAsync(connection, row.AgreementId, cancellation) },
            IncomeCnyFen = facts.IncomeFen,
            CostCnyFen = facts.CostFen,
            InventorFloorBp = facts.FloorBp,
            Tax = await YearTax.ReadAsync(connection, row.OwnerCode, today, cancellation),
        };
    }

    private static void Mask(Sharing sharing)
    {
        foreach (var inventor in sharing.Inventors)
        {
            inventor.Name = Masking.Name(inventor.Name);
        }

        foreach (var line in sharing.Statements.SelectMany(statement => statement.Lines).Where(line => line.Party == BenefitParty.Inventor))
        {
            line.Name = Masking.Name(line.Name);
        }
    }
}
