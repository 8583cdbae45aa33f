using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>Sessions of a course and who was there.</summary>
internal static class Sessions
{
    private const string Select = """
        select s.session_id, s.programme_id, s.module_number, s.held_on, s.topic,
            array(select a.talent_id from training_attendance a where a.session_id = s.session_id order by a.talent_id) as present
        from training_session s
        """;

    public static async Task<TrainingSession> AddAsync(Change change, AddSessionRequest request)
    {
        var row = await LockRunningAsync(change, request.ProgrammeId);
        if (row.Modules.All(module => module.Number != request.ModuleNumber))
        {
            throw TrainingErrors.ModuleNotFound.ToException();
        }

        var day = CityDays.Parse(request.Day) ?? throw TrainingErrors.BadDay("day").ToException();
        if (day < row.StartDate || day > row.EndDate)
        {
            throw TrainingErrors.SessionOutside.ToException();
        }

        const string sql = "insert into training_session (session_id, programme_id, module_number, held_on, topic) values (@id, @ProgrammeId, @module, @day, @topic)";
        var id = change.NewId();
        await change.ExecuteAsync(sql, new { id, row.ProgrammeId, module = (short)request.ModuleNumber, day, topic = request.Topic.Trim() });
        change.Audit("training.session-added", "training-programme", request.ProgrammeId, new { session = id });
        return await GetAsync(change, id);
    }

    public static async Task<TrainingSession> RecordAsync(Change change, RecordAttendanceRequest request)
    {
        var id = Guid.Parse(request.SessionId);
        var programmeId = await change.QuerySingleOrDefaultAsync<Guid?>("select programme_id from training_session where session_id = @id", new { id })
            ?? throw TrainingErrors.SessionNotFound.ToException();
        var row = await LockRunningAsync(change, programmeId.ToString());
        var present = request.PresentTalentIds.Select(Guid.Parse).ToArray();
        await Students.MustBeEnrolledAsync(change, row.ProgrammeId, present);
        const string sql = """
            delete from training_attendance where session_id = @id and not talent_id = any(@present);
            insert into training_attendance (session_id, programme_id, talent_id) select @id, @ProgrammeId, t from unnest(@present) t on conflict do nothing
            """;
        await change.ExecuteAsync(sql, new { id, row.ProgrammeId, present = present.Distinct().ToArray() });
        await ResultsMustStandAsync(change, row.ProgrammeId);
        change.Audit("training.attendance-recorded", "training-programme", programmeId.ToString(), new { session = id, present = present.Distinct().Count() });
        return await GetAsync(change, id);
    }

    public static async Task<ListSessionsResponse> ListAsync(Store store, ListSessionsRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            {Select}
            where s.programme_id = @ProgrammeId and (@day::date is null or (s.held_on, s.session_id) > (@day, @id))
            order by s.held_on, s.session_id limit @limit
            """;
        var programme = await ReadProgrammes.FindInsideAsync(store, request.ProgrammeId, caller, cancellation);
        var query = $"sessions|{request.ProgrammeId}";
        var keys = PageToken.Decode(request.PageToken, query, 2);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            sql, new { programme.ProgrammeId, day = PageKeys.Day(keys, 0), id = PageKeys.Id(keys, 1), limit = size + 1 }, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return new ListSessionsResponse
        {
            Sessions = { page.Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, CityDays.Text(page[^1].HeldOn), page[^1].SessionId.ToString()) : "",
        };
    }

    /// <summary>The programme locked, where its course runs.</summary>
    internal static async Task<ProgrammeRow> LockRunningAsync(Change change, string programmeId)
    {
        var row = await ProgrammeRow.LockAsPartyAsync(change, programmeId);
        return row.TrainingState == TrainingState.Running ? row : throw TrainingErrors.WrongState.ToException();
    }

    private static async Task<TrainingSession> GetAsync(Change change, Guid id) =>
        (await change.QuerySingleOrDefaultAsync<Row>($"{Select} where s.session_id = @id", new { id }))!.ToMessage();

    private static async Task ResultsMustStandAsync(Change change, Guid programmeId)
    {
        const string sql = """
            select exists (
                select 1 from training_result r join training_enrolment e using (programme_id, talent_id)
                where e.state = 1 and r.programme_id = @programmeId and r.result in (1, 2) and not exists (
                    select 1 from training_attendance a join training_session s using (session_id)
                    where a.programme_id = r.programme_id and a.talent_id = r.talent_id and s.module_number = r.module_number))
            """;
        if (await change.ExecuteScalarAsync<bool>(sql, new { programmeId }))
        {
            throw TrainingErrors.AttendanceNeeded.ToException();
        }
    }

    private sealed class Row
    {
        public Guid SessionId { get; init; }

        public Guid ProgrammeId { get; init; }

        public short ModuleNumber { get; init; }

        public DateOnly HeldOn { get; init; }

        public string Topic { get; init; } = "";

        public Guid[] Present { get; init; } = [];

        public TrainingSession ToMessage() => new()
        {
            SessionId = SessionId.ToString(),
            ProgrammeId = ProgrammeId.ToString(),
            ModuleNumber = ModuleNumber,
            Day = CityDays.Text(HeldOn),
            Topic = Topic,
            PresentTalentIds = { Present.Select(id => id.ToString()) },
        };
    }
}
