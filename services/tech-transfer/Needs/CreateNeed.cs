using System.Globalization;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

/// <summary>
/// Posts a need of the caller's firm and matches research to it. Where a project of the pool has declared a need of that
/// title, the post fills it in instead.
/// </summary>
public sealed class CreateNeed(Store store, Catalogue catalogue, Matchmaker matchmaker)
{
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    private const string FillIn = $"""
        update technology_need as n
        set title = @Title, industry = @industry, keywords = @keywords, description = @Description, minimum_readiness = @MinimumReadiness,
            form = @form, budget_cny_fen = @BudgetCnyFen, deadline = @deadline, declared = false, version = version + 1
        where organisation_code = @OrganisationCode and title_key = @titleKey and declared and state = 1
        returning {NeedRow.Columns}
        """;

    private const string Insert = $"""
        insert into technology_need as n (
            need_id, title, title_key, organisation_code, organisation_name, industry, keywords, description, minimum_readiness,
            form, budget_cny_fen, deadline, state, declared, created_at)
        values (
            @id, @Title, @titleKey, @OrganisationCode,
            coalesce((select name from organisation where organisation_code = @OrganisationCode), ''), @industry, @keywords, @Description, @MinimumReadiness,
            @form, @BudgetCnyFen, @deadline, 1, false, @Now)
        returning {NeedRow.Columns}
        """;

    public Task<TechnologyNeed> HandleAsync(CreateTechnologyNeedRequest request, ServerCallContext call)
    {
        var industry = catalogue.Industries.Find(request.Industry)?.Code ?? throw NeedErrors.IndustryUnknown.ToException();
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var deadline = Deadline(request.Deadline, DateOnly.FromDateTime(change.Now.ToOffset(ChinaOffset).DateTime));
            await PoolPriority.LockFirmAsync(change, change.Caller.OrganisationCode);
            var id = await PostAsync(change, request, industry, deadline);
            await PoolPriority.AssignAsync(change, [change.Caller.OrganisationCode]);
            var needs = await NeedRow.LockOpenAsync(change, [id]);
            await matchmaker.MatchAsync(change, needs);
            change.Audit("need.create", "technology_need", id.ToString());
            return needs[0].ToMessage();
        });
    }

    private static async Task<Guid> PostAsync(Change change, CreateTechnologyNeedRequest request, string industry, DateOnly? deadline)
    {
        var values = new
        {
            id = change.NewId(),
            request.Title,
            titleKey = Words.Fold(request.Title),
            change.Caller.OrganisationCode,
            industry,
            keywords = request.Keywords.ToArray(),
            request.Description,
            request.MinimumReadiness,
            form = (int)request.Form,
            request.BudgetCnyFen,
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

    private static DateOnly? Deadline(string text, DateOnly today)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            throw NeedErrors.NotADate.ToException();
        }

        return date >= today ? date : throw NeedErrors.PastDate.ToException();
    }
}
