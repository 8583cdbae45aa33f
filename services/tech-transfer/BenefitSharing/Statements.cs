using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>Statements as stored.</summary>
internal static class Statements
{
    private const string Of = """
        select s.statement_id, s.agreement_id, s.number, p.version as policy_version, s.income_cny_fen, s.cost_cny_fen, s.net_cny_fen, s.correction, s.reason, s.created_at
        from benefit_statement s join benefit_policy p using (policy_id)
        where (@agreement::uuid is null or s.agreement_id = @agreement) and (@id::uuid is null or s.statement_id = @id)
        order by s.number desc
        limit 500
        """;

    private const string Lines = """
        select statement_id, party, inventor_number, name, total_cny_fen, amount_cny_fen, equity_ppm from benefit_line
        where statement_id = any(@ids)
        order by statement_id, party, inventor_number, name
        limit 50000
        """;

    public static Task<IReadOnlyList<BenefitStatement>> OfAgreementAsync(DbConnection connection, Guid agreement, CancellationToken cancellation) =>
        ReadAsync(connection, agreement, null, cancellation);

    public static async Task<BenefitStatement?> OneAsync(DbConnection connection, Guid id, CancellationToken cancellation) =>
        (await ReadAsync(connection, null, id, cancellation)).FirstOrDefault();

    private static async Task<IReadOnlyList<BenefitStatement>> ReadAsync(DbConnection connection, Guid? agreement, Guid? id, CancellationToken cancellation)
    {
        var rows = (await connection.QueryAsync<StatementRow>(new CommandDefinition(Of, new { agreement, id }, cancellationToken: cancellation))).AsList();
        var lines = await connection.QueryAsync<(Guid Statement, short Party, int Number, string Name, long Total, long Amount, long Equity)>(
            new CommandDefinition(Lines, new { ids = rows.ConvertAll(row => row.StatementId).ToArray() }, cancellationToken: cancellation));
        var byStatement = lines.ToLookup(line => line.Statement, line => new BenefitLine
        {
            Party = (BenefitParty)line.Party, InventorNumber = line.Number, Name = line.Name, TotalCnyFen = line.Total, AmountCnyFen = line.Amount, EquityPpm = line.Equity,
        });
        return rows.ConvertAll(row => row.ToMessage(byStatement[row.StatementId]));
    }

    private sealed record StatementRow
    {
        public Guid StatementId { get; init; }

        public int Number { get; init; }

        public int PolicyVersion { get; init; }

        public long IncomeCnyFen { get; init; }

        public long CostCnyFen { get; init; }

        public long NetCnyFen { get; init; }

        public bool Correction { get; init; }

        public string Reason { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public BenefitStatement ToMessage(IEnumerable<BenefitLine> lines) => new()
        {
            StatementId = StatementId.ToString(), Number = Number, PolicyVersion = PolicyVersion, IncomeCnyFen = IncomeCnyFen, CostCnyFen = CostCnyFen, NetCnyFen = NetCnyFen,
            Correction = Correction, Reason = Reason, CreateTime = CreatedAt.ToTimestamp(), Lines = { lines },
        };
    }
}
