using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>Programmes as their reader may see them, newest first.</summary>
internal static class ReadProgrammes
{
    public static async Task<TrainingProgramme> GetAsync(Store store, string programmeId, Caller caller, CancellationToken cancellation) =>
        (await FindAsync(store, programmeId, caller, cancellation)).ToMessage();

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, also of a draft for who is no party.</exception>
    public static async Task<ProgrammeRow> FindAsync(Store store, string programmeId, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"{ProgrammeRow.Select} where p.programme_id = @id and {ProgrammeRow.Visible}";
        await using var connection = await store.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<ProgrammeRow>(new CommandDefinition(
                sql, new { id = Guid.Parse(programmeId), Every = caller.Is(Roles.Official), caller.OrganisationCode }, cancellationToken: cancellation))
            ?? throw TrainingErrors.NotFound.ToException();
        await ProgrammeRow.FillAsync(connection, [row], cancellation);
        return row;
    }

    /// <summary>As <see cref="FindAsync"/>, for what only parties and officials read.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, NOT_A_PARTY.</exception>
    public static async Task<ProgrammeRow> FindInsideAsync(Store store, string programmeId, Caller caller, CancellationToken cancellation)
    {
        var row = await FindAsync(store, programmeId, caller, cancellation);
        return caller.Is(Roles.Official) || row.HasParty(caller.OrganisationCode) ? row : throw TrainingErrors.NotAParty.ToException();
    }

    public static async Task<ListProgrammesResponse> ListAsync(Store store, ListProgrammesRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            {ProgrammeRow.Select}
            where {ProgrammeRow.Visible} and (@State = 0 or p.state = @State) and (@Kind = 0 or p.kind = @Kind)
              and (@Skill = '' or exists (select 1 from training_module m where m.programme_id = p.programme_id and m.skill_code = @Skill))
              and (not @Own or exists (select 1 from training_party q where q.programme_id = p.programme_id and q.organisation_code = @OrganisationCode))
              and (@CollaborationId = '' or p.collaboration_id = @CollaborationId)
              and (@after::uuid is null or p.programme_id < @after)
            order by p.programme_id desc limit @limit
            """;
        var query = $"trainings|{caller.OrganisationCode}|{(int)request.State}|{(int)request.Kind}|{request.Skill}|{request.Own}|{request.CollaborationId}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, 1), 0);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<ProgrammeRow>(new CommandDefinition(
            sql,
            new
            {
                Every = caller.Is(Roles.Official),
                caller.OrganisationCode,
                State = (short)request.State,
                Kind = (short)request.Kind,
                request.Skill,
                request.Own,
                request.CollaborationId,
                after,
                limit = size + 1,
            },
            cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        await ProgrammeRow.FillAsync(connection, page, cancellation);
        return new ListProgrammesResponse
        {
            Programmes = { page.Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].ProgrammeId.ToString()) : "",
        };
    }
}
