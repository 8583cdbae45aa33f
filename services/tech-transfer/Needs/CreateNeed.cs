using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

/// <summary>
/// Posts a need of the caller's firm and matches research to it. Where a project of the pool has declared a need of that
/// title, the post fills it in instead.
/// </summary>
public sealed class CreateNeed(Store store, Catalogue catalogue, Matchmaker matchmaker)
{
    private const string FillIn = $"""
        update technology_need as n
        set title = @Title, industry = @industry, keywords = @keywords, description = @Description, minimum_readiness = @MinimumReadiness,
            form = @form, budget_cny_fen = @BudgetCnyFen, budget_max_cny_fen = @BudgetMaxCnyFen, track = @track, discipline = @Discipline,
            deadline = @deadline, declared = false, version = version + 1
        where organisation_code = @OrganisationCode and title_key = @titleKey and declared and state = 1
        returning {NeedRow.Columns}
        """;

    private const string Insert = $"""
        insert into technology_need as n (
            need_id, title, title_key, organisation_code, organisation_name, industry, keywords, description, minimum_readiness,
            form, budget_cny_fen, budget_max_cny_fen, track, discipline, deadline, state, declared, created_at)
        values (
            @id, @Title, @titleKey, @OrganisationCode,
            coalesce((select name from organisation where organisation_code = @OrganisationCode), ''), @industry, @keywords, @Description, @MinimumReadiness,
            @form, @BudgetCnyFen, @BudgetMaxCnyFen, @track, @Discipline, @deadline, 1, false, @Now)
        returning {NeedRow.Columns}
        """;

    public Task<TechnologyNeed> HandleAsync(CreateTechnologyNeedRequest request, ServerCallContext call)
    {
        var field = NeedTerms.Check(request, catalogue);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var deadline = NeedTerms.Deadline(request.Deadline, CityDays.Of(change.Now));
            await ListingRulebook.CheckDisciplineAsync(change, request.Discipline);
            await PoolPriority.LockFirmAsync(change, change.Caller.OrganisationCode);
            var id = await PostAsync(change, request, field, deadline);
            await PoolPriority.AssignAsync(change, [change.Caller.OrganisationCode]);
            var needs = await NeedRow.LockOpenAsync(change, [id]);
            await matchmaker.MatchAsync(change, needs);
            change.Audit("need.create", "technology_need", id.ToString());
            return needs[0].ToMessage();
        });
    }

    private static async Task<Guid> PostAsync(Change change, CreateTechnologyNeedRequest request, (string Industry, string Track) field, DateOnly? deadline)
    {
        var values = new
        {
            id = change.NewId(),
            request.Title,
            titleKey = Words.Fold(request.Title),
            change.Caller.OrganisationCode,
            industry = field.Industry,
            track = field.Track,
            request.Discipline,
            keywords = request.Keywords.ToArray(),
            request.Description,
            request.MinimumReadiness,
            form = (int)request.Form,
            request.BudgetCnyFen,
            request.BudgetMaxCnyFen,
            deadline,
            change.Now,
        };
        try
        {
            var row = await change.QuerySingleOrDefaultAsync<NeedRow>(FillIn, values) ?? await change.QuerySingleOrDefaultAsync<NeedRow>(Insert, values);
            return row!.NeedId;
        }
        catch (PostgresException exception) when (exception.Violates("technology_need_title"))
        {
            throw NeedErrors.TitleTaken.ToException();
        }
    }
}
