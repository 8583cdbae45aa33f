using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>Checks terms against what the registry knows, and writes them.</summary>
internal static class StoredTerms
{
    public static async Task<Terms> CheckAsync(Change change, Terms given)
    {
        var codes = given.Parties.Select(party => party.OrganisationCode).Distinct().ToArray();
        var known = await change.QueryAsync<KnownOrganisation>(
            "select organisation_code, name, kind::int as kind from organisation where organisation_code = any(@codes) limit 100", new { codes });
        var firm = Ids.Optional(given.ProjectId, "terms.project_id") is { } project
            ? await change.QuerySingleOrDefaultAsync<string>("select organisation_code from project where project_id = @project", new { project })
                ?? throw CollaborationErrors.ProjectNotFound.ToException()
            : null;
        return TermsRules.Normalise(given, known.ToDictionary(organisation => organisation.OrganisationCode), firm, CityDays.Of(change.Now));
    }

    /// <summary>Replaces parties and commitments; whoever proposes these terms consents to them by that.</summary>
    public static async Task WriteAsync(Change change, Guid id, int version, Terms terms, string text)
    {
        const string clear = "delete from commitment where collaboration_id = @id; delete from collaboration_party where collaboration_id = @id";
        const string parties = """
            insert into collaboration_party (collaboration_id, number, organisation_code, name, kind, consented_at)
            select @id, p.number, p.code, p.name, p.kind, case when p.code = @OrganisationCode then @Now end
            from unnest(@codes, @names, @kinds) with ordinality as p (code, name, kind, number)
            """;
        const string commitments = """
            insert into commitment (collaboration_id, number, organisation_code, description, due_date, fulfilment, need_id, candidate_id)
            select @id, c.number, c.code, c.description, c.due, c.fulfilment, c.need, c.candidate
            from unnest(@codes, @descriptions, @due, @fulfilments, @needs::uuid[], @candidates::uuid[]) with ordinality
                as c (code, description, due, fulfilment, need, candidate, number)
            """;
        const string history = """
            insert into collaboration_terms (collaboration_id, terms_version, terms_text, terms_hash, proposer_code, proposed_at)
            values (@id, @version, @text, @hash, @OrganisationCode, @Now)
            """;
        await change.ExecuteAsync(clear, new { id });
        await change.ExecuteAsync(parties, new
        {
            id,
            change.Now,
            change.Caller.OrganisationCode,
            codes = terms.Parties.Select(party => party.OrganisationCode).ToArray(),
            names = terms.Parties.Select(party => party.OrganisationName).ToArray(),
            kinds = terms.Parties.Select(party => (short)party.Kind).ToArray(),
        });
        await change.ExecuteAsync(commitments, new
        {
            id,
            codes = terms.Commitments.Select(commitment => commitment.OrganisationCode).ToArray(),
            descriptions = terms.Commitments.Select(commitment => commitment.Description).ToArray(),
            due = terms.Commitments.Select(commitment => DateOnly.ParseExact(commitment.DueDate, "yyyy-MM-dd")).ToArray(),
            fulfilments = terms.Commitments.Select(commitment => (short)commitment.Fulfilment).ToArray(),
            needs = terms.Commitments.Select(commitment => OrNull(commitment.NeedId)).ToArray(),
            candidates = terms.Commitments.Select(commitment => OrNull(commitment.CandidateId)).ToArray(),
        });
        await change.ExecuteAsync(history, new { id, version, text, hash = TermsText.Hash(text), change.Caller.OrganisationCode, change.Now });
    }

    private static string? OrNull(string id) => id.Length == 0 ? null : id;
}
