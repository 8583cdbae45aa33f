using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Decisions;

/// <summary>A decision as stored.</summary>
internal sealed class DecisionRow
{
    public const string Select = """
        select decision_id, kind, subject_id, subject_name, link, terms::text as terms, reason, subject_version, state, proposed_by,
            organisation_code, proposed_at, decided_by, decided_at, refusal
        from decision
        """;

    public Guid DecisionId { get; init; }

    public DecisionKind Kind { get; init; }

    public Guid SubjectId { get; init; }

    public string SubjectName { get; init; } = "";

    public string Link { get; init; } = "";

    public string Terms { get; init; } = "";

    public string Reason { get; init; } = "";

    public string SubjectVersion { get; init; } = "";

    public DecisionState State { get; init; }

    public string ProposedBy { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public DateTimeOffset ProposedAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string Refusal { get; init; } = "";

    public static string Write(DecisionTerms terms) => JsonFormatter.Default.Format(terms);

    /// <summary>Unknown fields are those of a later release, and not this one's matter.</summary>
    public DecisionTerms ReadTerms() => new JsonParser(JsonParser.Settings.Default.WithIgnoreUnknownFields(true)).Parse<DecisionTerms>(Terms);

    /// <summary>
    /// Locks the decision, then reads it: of two officials who decide at once the later one finds it decided. Read by a second
    /// statement, as the first one's snapshot may be older than the change it waited for.
    /// </summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND; WRONG_STATE where it was decided.</exception>
    public static async Task<DecisionRow> LockPendingAsync(Change change, string decisionId)
    {
        var id = Guid.Parse(decisionId);
        await change.ExecuteAsync("select 1 from decision where decision_id = @id for update", new { id });
        var row = await ReadAsync(change, id);
        return row.State == DecisionState.Proposed ? row : throw DecisionErrors.Decided(row.State).ToException();
    }

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<DecisionRow> ReadAsync(Change change, Guid decisionId) =>
        await change.QuerySingleOrDefaultAsync<DecisionRow>($"{Select} where decision_id = @decisionId", new { decisionId })
        ?? throw DecisionErrors.NotFound.ToException();

    /// <summary>Refuses who proposed it: four eyes.</summary>
    /// <exception cref="Chassis.Errors.FailedException">SECOND_OFFICIAL_NEEDED.</exception>
    public void RequireSecond(Caller caller)
    {
        if (caller.Subject == ProposedBy)
        {
            throw DecisionErrors.SecondOfficialNeeded.ToException();
        }
    }

    /// <summary>Ends the locked decision.</summary>
    public async Task EndAsync(Change change, DecisionState to, string refusal = "")
    {
        const string sql = """
            update decision set state = @to, decided_by = @Subject, decided_at = @Now, refusal = @refusal where decision_id = @DecisionId
            """;
        await change.ExecuteAsync(sql, new { to = (short)to, change.Caller.Subject, change.Now, refusal, DecisionId });
    }

    public Decision ToMessage(Caller caller) => new()
    {
        DecisionId = DecisionId.ToString(),
        Kind = Kind,
        SubjectId = SubjectId.ToString(),
        SubjectName = SubjectName,
        Link = Link,
        Terms = ReadTerms(),
        Reason = Reason,
        State = State,
        ProposedBy = ProposedBy,
        ProposeTime = Timestamp.FromDateTimeOffset(ProposedAt),
        DecidedBy = DecidedBy ?? "",
        DecideTime = DecidedAt is { } decided ? Timestamp.FromDateTimeOffset(decided) : null,
        Refusal = Refusal,
        ProposedByCaller = ProposedBy == caller.Subject,
    };
}
