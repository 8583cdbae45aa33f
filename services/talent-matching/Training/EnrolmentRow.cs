using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Training;

/// <summary>A row of <c>training_enrolment</c> with its talent, attendance and results.</summary>
internal sealed class EnrolmentRow
{
    public const string Select = """
        select e.programme_id, e.talent_id, e.position, e.state, e.overall, t.name, coalesce(t.college_code, '') as college_code, t.college_name, t.major,
            case when e.state = 2 then (select count(*)::int from training_enrolment w where w.programme_id = e.programme_id and w.state = 2 and w.position <= e.position) else 0 end as waiting_place,
            (select count(*)::int from training_attendance a where a.programme_id = e.programme_id and a.talent_id = e.talent_id) as sessions_attended,
            coalesce((select json_agg(json_build_array(r.module_number, r.result) order by r.module_number)
                from training_result r where r.programme_id = e.programme_id and r.talent_id = e.talent_id)::text, '[]') as results,
            g.title as programme_title
        from training_enrolment e join talent t using (talent_id) join training_programme g using (programme_id)
        """;

    public Guid ProgrammeId { get; init; }

    public Guid TalentId { get; init; }

    public long Position { get; init; }

    public short State { get; init; }

    public short? Overall { get; init; }

    public string Name { get; init; } = "";

    public string CollegeCode { get; init; } = "";

    public string CollegeName { get; init; } = "";

    public string Major { get; init; } = "";

    public int WaitingPlace { get; init; }

    public int SessionsAttended { get; init; }

    /// <summary>Pairs of module and result, as JSON.</summary>
    public string Results { get; init; } = "[]";

    public string ProgrammeTitle { get; init; } = "";

    public static Task<IReadOnlyList<EnrolmentRow>> ReadAsync(Change change, Guid programmeId, Guid[] talentIds) => change.QueryAsync<EnrolmentRow>(
        $"{Select} where e.programme_id = @programmeId and e.talent_id = any(@talentIds) order by e.position limit 500", new { programmeId, talentIds });

    public static async Task<IReadOnlyList<EnrolmentRow>> PageAsync(NpgsqlConnection connection, Guid programmeId, EnrolmentState state, long? after, int limit, CancellationToken cancellation)
    {
        const string sql = $"""
            {Select}
            where e.programme_id = @programmeId and (@state = 0 and e.state < 3 or e.state = @state) and (@after::bigint is null or e.position > @after)
            order by e.position limit @limit
            """;
        return (await connection.QueryAsync<EnrolmentRow>(new CommandDefinition(
            sql, new { programmeId, state = (short)state, after, limit }, cancellationToken: cancellation))).AsList();
    }

    public TrainingEnrolment ToMessage(Caller caller) => new()
    {
        ProgrammeId = ProgrammeId.ToString(),
        TalentId = TalentId.ToString(),
        Name = PersonalData.Name(caller, CollegeCode, Name),
        CollegeCode = CollegeCode,
        CollegeName = CollegeName,
        Major = Major,
        State = (EnrolmentState)State,
        WaitingPlace = WaitingPlace,
        SessionsAttended = SessionsAttended,
        Results = { JsonSerializer.Deserialize<int[][]>(Results)!.Select(pair => new ModuleResult { ModuleNumber = pair[0], Result = (TrainingResult)pair[1] }) },
        Overall = (TrainingResult)(Overall ?? 0),
        ProgrammeTitle = ProgrammeTitle,
    };
}
