using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Chassis.Privacy;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Objections;

/// <summary>An objection as stored, with the projects it is about.</summary>
internal sealed class ObjectionRow
{
    public const string Select = """
        select o.objection_id, o.batch_id, b.name as batch_name, o.state, o.objector_kind, o.objector_name, o.contact, o.grounds, o.filed_at,
            o.handled_by, o.answer, o.answered_at, o.version,
            array(select p.application_id from objection_application p where p.objection_id = o.objection_id order by p.application_id) as application_ids,
            array(select a.project_name from objection_application p join application a using (application_id) where p.objection_id = o.objection_id order by p.application_id) as project_names,
            array(select a.organisation_name from objection_application p join application a using (application_id) where p.objection_id = o.objection_id order by p.application_id) as organisation_names,
            array(select a.state between 6 and 7 from objection_application p join application a using (application_id) where p.objection_id = o.objection_id order by p.application_id) as listed
        from objection o join batch b using (batch_id)
        """;

    public Guid ObjectionId { get; init; }

    public Guid BatchId { get; init; }

    public string BatchName { get; init; } = "";

    public ObjectionState State { get; init; }

    public ObjectorKind ObjectorKind { get; init; }

    public string ObjectorName { get; init; } = "";

    public string Contact { get; init; } = "";

    public string Grounds { get; init; } = "";

    public DateTimeOffset FiledAt { get; init; }

    public string HandledBy { get; init; } = "";

    public string Answer { get; init; } = "";

    public DateTimeOffset? AnsweredAt { get; init; }

    public long Version { get; init; }

    public Guid[] ApplicationIds { get; init; } = [];

    public string[] ProjectNames { get; init; } = [];

    public string[] OrganisationNames { get; init; } = [];

    public bool[] Listed { get; init; } = [];

    public bool IsOpen => State is ObjectionState.Filed or ObjectionState.Investigated;

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<ObjectionRow> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<ObjectionRow>(new CommandDefinition($"{Select} where o.objection_id = @id", new { id }, cancellationToken: cancellation))
        ?? throw ObjectionErrors.NotFound.ToException();

    /// <summary>By the code that its objector has.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<ObjectionRow> ByReceiptAsync(NpgsqlConnection connection, string code, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<ObjectionRow>(new CommandDefinition(
            $"{Select} where o.receipt_hash = @hash", new { hash = ReceiptCode.Hash(code) }, cancellationToken: cancellation))
        ?? throw ObjectionErrors.NotFound.ToException();

    /// <summary>Locks its batch, then the objection, in this order everywhere, then reads both.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH; WRONG_STATE where it was answered.</exception>
    public static async Task<(BatchRow Batch, ObjectionRow Objection)> LockOpenAsync(Change change, Guid id, string etag = "")
    {
        var batchId = await change.QuerySingleOrDefaultAsync<Guid?>("select batch_id from objection where objection_id = @id", new { id })
            ?? throw ObjectionErrors.NotFound.ToException();
        var batch = await BatchRow.LockAsync(change, batchId);
        await change.ExecuteAsync("select 1 from objection where objection_id = @id for update", new { id });
        var objection = await ReadAsync(change.Connection, id, change.Cancellation);
        Etag.Check(etag, objection.Version);
        return objection.IsOpen ? (batch, objection) : throw ObjectionErrors.Answered(objection.State).ToException();
    }

    /// <summary>Answers the locked objection.</summary>
    public Task AnswerAsync(Change change, ObjectionState to, string answer)
    {
        const string sql = """
            update objection set state = @to, answer = @answer, answered_at = @Now, answered_by = @Subject, version = version + 1
            where objection_id = @ObjectionId
            """;
        return change.ExecuteAsync(sql, new { to = (short)to, answer, change.Now, change.Caller.Subject, ObjectionId });
    }

    public ObjectionReceipt ToReceipt(IEnumerable<string> evidenceNames) => new()
    {
        BatchId = BatchId.ToString(),
        BatchName = BatchName,
        Projects = { Projects },
        State = State,
        Grounds = Grounds,
        FileTime = Timestamp.FromDateTimeOffset(FiledAt),
        Answer = Answer,
        AnswerTime = AnsweredAt is { } answered ? Timestamp.FromDateTimeOffset(answered) : null,
        EvidenceNames = { evidenceNames },
    };

    /// <summary>Name and contact are for the official who handles it; others see that they are there.</summary>
    public Objection ToMessage(Caller caller, IEnumerable<AttachedFile> evidence)
    {
        var handles = HandledBy.Length > 0 && HandledBy == caller.Subject;
        return new()
        {
            ObjectionId = ObjectionId.ToString(),
            BatchId = BatchId.ToString(),
            BatchName = BatchName,
            Projects = { Projects },
            State = State,
            ObjectorKind = ObjectorKind,
            ObjectorName = handles ? ObjectorName : Masking.Name(ObjectorName),
            Contact = handles ? Contact : Masking.Phone(Contact),
            Grounds = Grounds,
            FileTime = Timestamp.FromDateTimeOffset(FiledAt),
            HandledBy = HandledBy,
            HandledByCaller = handles,
            Answer = Answer,
            AnswerTime = AnsweredAt is { } answered ? Timestamp.FromDateTimeOffset(answered) : null,
            Evidence = { evidence },
            Etag = Etag.Of(Version),
        };
    }

    private IEnumerable<ObjectedProject> Projects => ApplicationIds.Select((id, i) => new ObjectedProject
    {
        ApplicationId = id.ToString(), ProjectName = ProjectNames[i], OrganisationName = OrganisationNames[i], Listed = Listed[i],
    });
}
