using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>One request with all that happened to it: to its firm, and to officials with their internal notes.</summary>
internal static class ReadRequests
{
    private const string Rest = """
        select m.message_id, m.created_at, m.organisation_code, coalesce(o.name, '') as organisation_name, m.by_official, m.internal, m.text
        from support_message m left join organisation o using (organisation_code)
        where m.support_request_id = @id and (@official or not m.internal) order by m.message_id limit 1000;
        select s.number, s.taken_at, s.step, s.state, s.department_code, s.note, coalesce(o.name, s.organisation_code) as organisation_name
        from support_step s left join organisation o using (organisation_code) where s.support_request_id = @id order by s.number limit 1000;
        select round, clock, level, escalated_at, used_days, told from support_escalation where support_request_id = @id order by escalated_at, clock, level limit 100;
        """;

    public static async Task<SupportRequest> GetAsync(Store store, TimeProvider clock, ServerCallContext call, GetSupportRequestRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await SupportRow.ReadAsync(connection, null, Guid.Parse(request.SupportRequestId), call.CancellationToken);
        return row?.IsSeenBy(Caller.Of(call)) == true
            ? await FillAsync(connection, null, row, await SightAsync(connection, call, clock.GetUtcNow()), call.CancellationToken)
            : throw SupportErrors.NotFound.ToException();
    }

    /// <summary>As it stands now, inside the change that made it so.</summary>
    public static async Task<SupportRequest> AnswerAsync(Change change, ServerCallContext call, Guid id)
    {
        // What waits to be written goes first.
        await change.ExecuteAsync("select 1");
        var row = await SupportRow.ReadAsync(change.Connection, change.Transaction, id, change.Cancellation);
        return await FillAsync(change.Connection, change.Transaction, row!, await SightAsync(change.Connection, call, change.Now), change.Cancellation);
    }

    public static async Task<SupportSight> SightAsync(NpgsqlConnection connection, ServerCallContext call, DateTimeOffset now) => new(
        Caller.Of(call),
        Languages.Of(call),
        await Departments.ReadAsync(connection, call.CancellationToken),
        await WorkingDays.ReadAsync(connection, call.CancellationToken),
        CityDays.Of(now));

    private static async Task<SupportRequest> FillAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, SupportRow row, SupportSight sight, CancellationToken cancellation)
    {
        var message = row.ToMessage(sight);
        var parameters = new { id = row.SupportRequestId, official = sight.Caller.Is(Roles.Official) };
        await using var rest = await connection.QueryMultipleAsync(new CommandDefinition(Rest, parameters, transaction, cancellationToken: cancellation));
        message.Messages.AddRange((await rest.ReadAsync<MessageRow>()).Select(one => one.ToMessage()));
        message.Steps.AddRange((await rest.ReadAsync<StepRow>()).Select(one => one.ToMessage()));
        message.Escalations.AddRange((await rest.ReadAsync<EscalationRow>()).Select(one => one.ToMessage()));
        return message;
    }

    private sealed class MessageRow
    {
        public Guid MessageId { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public bool ByOfficial { get; init; }

        public bool Internal { get; init; }

        public string Text { get; init; } = "";

        public SupportMessage ToMessage() => new()
        {
            MessageId = MessageId.ToString(), CreateTime = CreatedAt.ToTimestamp(), OrganisationCode = OrganisationCode, OrganisationName = OrganisationName,
            ByOfficial = ByOfficial, Internal = Internal, Text = Text,
        };
    }

    private sealed class StepRow
    {
        public int Number { get; init; }

        public DateTimeOffset TakenAt { get; init; }

        public string Step { get; init; } = "";

        public SupportState State { get; init; }

        public string DepartmentCode { get; init; } = "";

        public string Note { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public SupportStepTaken ToMessage() => new()
        {
            Number = Number, Time = TakenAt.ToTimestamp(), Step = Step, State = State, DepartmentCode = DepartmentCode, Note = Note, OrganisationName = OrganisationName,
        };
    }

    private sealed class EscalationRow
    {
        public int Round { get; init; }

        public SupportClock Clock { get; init; }

        public int Level { get; init; }

        public DateTimeOffset EscalatedAt { get; init; }

        public int UsedDays { get; init; }

        public DepartmentRole Told { get; init; }

        public SupportEscalation ToMessage() => new()
        {
            Round = Round, Clock = Clock, Level = Level, Time = EscalatedAt.ToTimestamp(), UsedDays = UsedDays, Told = Told,
        };
    }
}
