using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>A challenge with its milestones and criteria, and the writing of these.</summary>
internal static class ChallengeParts
{
    private const string Milestones = """
        select milestone_id, challenge_id, title, acceptance, due_on, payment_cny_fen, agreed_cny_fen, state, report, returned_reason, paid_on, payment_reference
        from challenge_milestone where challenge_id = @challengeId order by number limit 12
        """;

    private const string Criteria = "select name, guidance, weight_bp from challenge_criterion where challenge_id = @challengeId order by number limit 12";

    public static async Task<IReadOnlyList<MilestoneRow>> MilestonesAsync(NpgsqlConnection connection, Guid challengeId, CancellationToken cancellation) =>
        (await connection.QueryAsync<MilestoneRow>(new CommandDefinition(Milestones, new { challengeId }, cancellationToken: cancellation))).AsList();

    public static async Task<IReadOnlyList<ChallengeCriterion>> CriteriaAsync(NpgsqlConnection connection, Guid challengeId, CancellationToken cancellation) =>
        (await connection.QueryAsync<ChallengeCriterion>(new CommandDefinition(Criteria, new { challengeId }, cancellationToken: cancellation))).AsList();

    /// <summary>The whole challenge as the caller may see it.</summary>
    public static async Task<Challenge> WholeAsync(NpgsqlConnection connection, Guid challengeId, Caller caller, CancellationToken cancellation)
    {
        var row = (await connection.QuerySingleOrDefaultAsync<ChallengeRow>(
            new CommandDefinition($"{ChallengeRow.From} where c.challenge_id = @challengeId", new { challengeId }, cancellationToken: cancellation)))!;
        var message = row.ToMessage(caller);
        var party = row.IsOwn(caller) || caller.Is(Roles.Official) || row.WinnerCode == caller.OrganisationCode;
        message.Content.Milestones.AddRange((await MilestonesAsync(connection, challengeId, cancellation)).Select(milestone => milestone.ToMessage(party)));
        message.Content.Criteria.AddRange(await CriteriaAsync(connection, challengeId, cancellation));
        return message;
    }

    public static Task<Challenge> WholeAsync(Change change, Guid challengeId) => WholeAsync(change.Connection, challengeId, change.Caller, change.Cancellation);

    /// <summary>Replaces milestones and criteria; without criteria, by the platform's own.</summary>
    public static async Task ReplaceAsync(Change change, Guid challengeId, ChallengeContent content)
    {
        await change.ExecuteAsync("delete from challenge_milestone where challenge_id = @challengeId", new { challengeId });
        await change.ExecuteAsync("delete from challenge_criterion where challenge_id = @challengeId", new { challengeId });
        foreach (var (index, milestone) in content.Milestones.Index())
        {
            await change.ExecuteAsync(
                """
                insert into challenge_milestone (milestone_id, challenge_id, number, title, acceptance, due_on, payment_cny_fen)
                values (@id, @challengeId, @number, @Title, @Acceptance, @due, @PaymentCnyFen)
                """,
                new { id = change.NewId(), challengeId, number = index + 1, milestone.Title, milestone.Acceptance, due = CityDays.Parse(milestone.DueOn), milestone.PaymentCnyFen });
        }

        foreach (var (index, criterion) in content.Criteria.Index())
        {
            await change.ExecuteAsync(
                "insert into challenge_criterion (challenge_id, number, name, guidance, weight_bp) values (@challengeId, @number, @Name, @Guidance, @WeightBp)",
                new { challengeId, number = index + 1, criterion.Name, criterion.Guidance, criterion.WeightBp });
        }

        if (content.Criteria.Count == 0)
        {
            await change.ExecuteAsync(
                "insert into challenge_criterion (challenge_id, number, name, guidance, weight_bp) select @challengeId, number, name, guidance, weight_bp from challenge_criterion_default",
                new { challengeId });
        }
    }
}

internal sealed record MilestoneRow
{
    public Guid MilestoneId { get; init; }

    public Guid ChallengeId { get; init; }

    public string Title { get; init; } = "";

    public string Acceptance { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public long PaymentCnyFen { get; init; }

    public long? AgreedCnyFen { get; init; }

    public ChallengeMilestoneState State { get; init; }

    public string Report { get; init; } = "";

    public string ReturnedReason { get; init; } = "";

    public DateOnly? PaidOn { get; init; }

    public string PaymentReference { get; init; } = "";

    /// <param name="party">Publisher, winner and officials also read the reports and payments.</param>
    public ChallengeMilestone ToMessage(bool party) => new()
    {
        MilestoneId = MilestoneId.ToString(), Title = Title, Acceptance = Acceptance, DueOn = CityDays.Text(DueOn), PaymentCnyFen = PaymentCnyFen, State = State,
        AgreedCnyFen = party ? AgreedCnyFen ?? 0 : 0, Report = party ? Report : "", ReturnedReason = party ? ReturnedReason : "",
        PaidOn = party ? CityDays.Text(PaidOn) : "", PaymentReference = party ? PaymentReference : "",
    };
}
