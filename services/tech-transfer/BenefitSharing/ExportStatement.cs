using System.Globalization;
using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.TechTransfer.Agreements;
using Platform.TechTransfer.TransferRules;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>A statement for one inventor as a page for print, or all its lines as a table.</summary>
internal static class ExportStatement
{
    private const string AgreementOf = $"{AgreementRow.Select} where a.agreement_id = (select agreement_id from benefit_statement where statement_id = @id)";

    public static async Task<TransferDocument> RunAsync(Store store, TimeProvider clock, ServerCallContext call, ExportStatementRequest request)
    {
        var id = Guid.Parse(request.StatementId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<AgreementRow>(new CommandDefinition(AgreementOf, new { id }, cancellationToken: call.CancellationToken));
        if (row is null || row.OwnerCode != Caller.Of(call).OrganisationCode)
        {
            throw SharingErrors.StatementNotFound.ToException();
        }

        var statement = (await Statements.OneAsync(connection, id, call.CancellationToken))!;
        var name = string.Create(CultureInfo.InvariantCulture, $"benefit-statement-{statement.Number}");
        if (request.Form != DocumentForm.Html)
        {
            return Documents.Table(request.Form, name, Rows(row, statement));
        }

        var rules = await TransferRuleSet.ReadAsync(connection, CityDays.Of(clock.GetUtcNow()), call.CancellationToken);
        var lines = statement.Lines.Where(line => request.InventorNumber == 0 || (line.Party == BenefitParty.Inventor && line.InventorNumber == request.InventorNumber)).ToList();
        return lines.Count == 0
            ? throw SharingErrors.StatementNotFound.ToException()
            : Documents.Page(name, "科技成果转化收益分配单", StatementPage.Body(row, statement, lines, (int)rules[TransferRuleKey.AwardCountedBp]));
    }

    private static IReadOnlyList<object?[]> Rows(AgreementRow row, BenefitStatement statement) =>
    [
        ["成果名称", "分配单号", "分配对象", "姓名或单位", "本次金额(元)", "累计金额(元)", "股权(百万分之一)", "累计净收入(元)", "说明"],
        .. statement.Lines.Select(line => (object?[])
        [
            row.ListingTitle, (decimal)statement.Number, StatementPage.Party(line.Party), line.Name, line.AmountCnyFen / 100m, line.TotalCnyFen / 100m, (decimal)line.EquityPpm,
            statement.NetCnyFen / 100m, statement.Reason,
        ]),
    ];
}
