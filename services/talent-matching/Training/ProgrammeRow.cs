using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Common.V1;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>A row of <c>training_programme</c> with its counts, parties and modules.</summary>
internal sealed class ProgrammeRow
{
    public const string Select = """
        select p.programme_id, p.title, p.kind, p.description, p.seats, p.start_date, p.end_date, p.state, p.terms_version, p.terms_text, p.terms_hash,
            p.collaboration_id, p.created_at, p.completed_at, p.end_reason, p.version,
            (select count(*)::int from training_enrolment e where e.programme_id = p.programme_id and e.state = 1) as enrolled_count,
            (select count(*)::int from training_enrolment e where e.programme_id = p.programme_id and e.state = 2) as waiting_count,
            (select count(*)::int from training_enrolment e where e.programme_id = p.programme_id and e.overall = 1) as passed_count
        from training_programme p
        """;

    /// <summary>Officials see all, parties their own, others those that are open or later. Parameters: <c>Every</c> and <c>OrganisationCode</c>.</summary>
    public const string Visible = """
        (@Every or p.state in (2, 3, 4)
          or exists (select 1 from training_party q where q.programme_id = p.programme_id and q.organisation_code = @OrganisationCode))
        """;

    public Guid ProgrammeId { get; init; }

    public string Title { get; init; } = "";

    public short Kind { get; init; }

    public string Description { get; init; } = "";

    public int Seats { get; init; }

    public DateOnly StartDate { get; init; }

    public DateOnly EndDate { get; init; }

    public short State { get; init; }

    public int TermsVersion { get; init; }

    public string TermsText { get; init; } = "";

    public string TermsHash { get; init; } = "";

    public string? CollaborationId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public string EndReason { get; init; } = "";

    public long Version { get; init; }

    public int EnrolledCount { get; init; }

    public int WaitingCount { get; init; }

    public int PassedCount { get; init; }

    public IReadOnlyList<PartyRow> Parties { get; private set; } = [];

    public IReadOnlyList<ModuleRow> Modules { get; private set; } = [];

    public TrainingState TrainingState => (TrainingState)State;

    public string CollegeCode => Parties.FirstOrDefault(party => party.Kind == (short)OrganisationKind.University)?.OrganisationCode ?? "";

    public IEnumerable<string> FirmCodes => Parties.Where(party => party.Kind == (short)OrganisationKind.Enterprise).Select(party => party.OrganisationCode);

    public bool HasParty(string organisationCode) => Parties.Any(party => party.OrganisationCode == organisationCode);

    /// <summary>The programme with its row locked, as the caller may see it.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<ProgrammeRow> LockAsync(Change change, string programmeId)
    {
        // Locked first and read then: the counts of a statement that waited for the lock would be those of before.
        const string sql = $"select p.programme_id from training_programme p where p.programme_id = @id and {Visible} for update of p";
        var id = await change.QuerySingleOrDefaultAsync<Guid?>(
            sql, new { id = Guid.Parse(programmeId), Every = change.Caller.Is(Roles.Official), change.Caller.OrganisationCode })
            ?? throw TrainingErrors.NotFound.ToException();
        return await GetAsync(change, id);
    }

    /// <summary>As <see cref="LockAsync"/>, for a party of it.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, NOT_A_PARTY.</exception>
    public static async Task<ProgrammeRow> LockAsPartyAsync(Change change, string programmeId)
    {
        var row = await LockAsync(change, programmeId);
        return row.HasParty(change.Caller.OrganisationCode) ? row : throw TrainingErrors.NotAParty.ToException();
    }

    /// <summary>As it stands within the change.</summary>
    public static async Task<ProgrammeRow> GetAsync(Change change, Guid id)
    {
        var row = (await change.QuerySingleOrDefaultAsync<ProgrammeRow>($"{Select} where p.programme_id = @id", new { id }))!;
        await FillAsync(change.Connection, [row], change.Cancellation);
        return row;
    }

    /// <summary>Reads parties and modules; also within an open transaction of the connection.</summary>
    public static async Task FillAsync(NpgsqlConnection connection, IReadOnlyCollection<ProgrammeRow> rows, CancellationToken cancellation)
    {
        const string sql = """
            select q.programme_id, q.organisation_code, coalesce(o.name, q.organisation_code) as name, q.kind, q.agreed_at
            from training_party q left join organisation o using (organisation_code)
            where q.programme_id = any(@ids) order by q.programme_id, q.kind desc, q.organisation_code limit 3000;
            select m.programme_id, m.number, m.title, m.skill_code, m.target_level, m.hours
            from training_module m where m.programme_id = any(@ids) order by m.programme_id, m.number limit 10000;
            """;
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, new { ids = rows.Select(row => row.ProgrammeId).ToArray() }, cancellationToken: cancellation));
        var parties = (await results.ReadAsync<PartyRow>()).ToLookup(party => party.ProgrammeId);
        var modules = (await results.ReadAsync<ModuleRow>()).ToLookup(module => module.ProgrammeId);
        foreach (var row in rows)
        {
            row.Parties = [.. parties[row.ProgrammeId]];
            row.Modules = [.. modules[row.ProgrammeId]];
        }
    }

    public TrainingProgramme ToMessage() => new()
    {
        ProgrammeId = ProgrammeId.ToString(),
        Terms = new TrainingTerms
        {
            Title = Title,
            Kind = (TrainingKind)Kind,
            Description = Description,
            CollegeCode = CollegeCode,
            FirmCodes = { FirmCodes },
            Modules = { Modules.Select(module => module.ToMessage()) },
            Seats = Seats,
            StartDate = CityDays.Text(StartDate),
            EndDate = CityDays.Text(EndDate),
        },
        State = TrainingState,
        Parties = { Parties.Select(party => party.ToMessage()) },
        TermsText = TermsText,
        TermsHash = TermsHash,
        TermsVersion = TermsVersion,
        EnrolledCount = EnrolledCount,
        WaitingCount = WaitingCount,
        PassedCount = PassedCount,
        CollaborationId = CollaborationId ?? "",
        CreateTime = CreatedAt.ToTimestamp(),
        CompleteTime = CompletedAt?.ToTimestamp(),
        EndReason = EndReason,
        Etag = Etag.Of(Version),
    };
}

internal sealed class PartyRow
{
    public Guid ProgrammeId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string Name { get; init; } = "";

    public short Kind { get; init; }

    public DateTimeOffset? AgreedAt { get; init; }

    public TrainingParty ToMessage() => new()
    {
        OrganisationCode = OrganisationCode,
        Name = Name,
        Kind = (OrganisationKind)Kind,
        Agreed = AgreedAt is not null,
        AgreeTime = AgreedAt?.ToTimestamp(),
    };
}

internal sealed record ModuleRow(Guid ProgrammeId, short Number, string Title, string SkillCode, short TargetLevel, int Hours)
{
    public TrainingModule ToMessage() => new() { Number = Number, Title = Title, Skill = SkillCode, TargetLevel = TargetLevel, Hours = Hours };
}
