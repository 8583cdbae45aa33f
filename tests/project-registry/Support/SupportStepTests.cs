using Dapper;
using FsCheck.Xunit;
using Npgsql;
using Platform.ProjectRegistry.Support;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Support;

public sealed class SupportStepTests(SupportFixture registry) : IClassFixture<SupportFixture>
{
    [Fact]
    public async Task The_schema_lets_exactly_the_moves_of_the_table_through()
    {
        var request = await registry.AsFirm.FileSupportRequestAsync(SupportFixture.Funding());
        var states = Enum.GetValues<SupportState>().Where(state => state != SupportState.Unspecified).ToArray();
        var moves = SupportSteps.Moves.ToHashSet();
        foreach (var from in states)
        {
            foreach (var to in states.Where(to => to != from))
            {
                Assert.True(moves.Contains((from, to)) == await CanMoveAsync(request.SupportRequestId, from, to), $"{from} to {to}");
            }
        }
    }

    [Property]
    public void What_was_rejected_or_withdrawn_stays_so_and_only_solved_ones_close_or_reopen(SupportStep[] steps)
    {
        var state = SupportState.Filed;
        foreach (var step in steps ?? [])
        {
            if (SupportSteps.After(state, step) is not { } next)
            {
                continue;
            }

            Assert.False(state is SupportState.Rejected or SupportState.Withdrawn);
            Assert.True(next is not (SupportState.Closed or SupportState.Reopened) || state is SupportState.Solved or SupportState.Closed);
            state = next;
        }
    }

    private async Task<bool> CanMoveAsync(string id, SupportState from, SupportState to)
    {
        const string fitting = """
            solved_at = now(), solution_days = 0, reopen_until = now()::date, closed_at = case when {0} = 5 then now() end, rejection_ground = case when {0} = 6 then 1 else 0 end
            """;
        string Move(SupportState state) => $"update support_request set state = {(short)state}, {fitting.Replace("{0}", ((short)state).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)} where support_request_id = '{id}'";
        await using var connection = await registry.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync($"alter table support_request disable trigger support_transition; {Move(from)}; alter table support_request enable trigger support_transition;");
        try
        {
            await connection.ExecuteAsync(Move(to));
            return true;
        }
        catch (PostgresException exception) when (exception.ConstraintName == "support_transition")
        {
            return false;
        }
    }
}
