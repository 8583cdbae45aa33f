using Platform.Chassis.Data;
using Platform.Chassis.Imports;

namespace Platform.TechTransfer.Needs;

/// <summary>Stores imported rows, a few thousand a statement: new ones are inserted, declared ones filled in.</summary>
internal static class StoreNeeds
{
    private const int Slice = 2000;

    // Lists travel as one text a row: arrays of unequal arrays do not exist.
    private const string Rows = """
        unnest(@ids, @titles, @titleKeys, @codes, @firms, @industries, @keywords, @descriptions, @readiness, @forms, @budgets, @deadlines)
            as r (id, title, title_key, code, firm, industry, keywords, description, readiness, form, budget, deadline)
        """;

    private const string FillIn = $"""
        update technology_need n
        set title = r.title, industry = r.industry, keywords = string_to_array(r.keywords, E'\x1f'), description = r.description,
            minimum_readiness = r.readiness, form = r.form, budget_cny_fen = r.budget, deadline = r.deadline, declared = false, version = n.version + 1
        from {Rows}
        where n.need_id = r.id
        """;

    private const string Insert = $"""
        insert into technology_need (
            need_id, title, title_key, organisation_code, organisation_name, industry, keywords, description, minimum_readiness,
            form, budget_cny_fen, deadline, state, declared, created_at)
        select r.id, r.title, r.title_key, r.code, coalesce(o.name, r.firm), r.industry, string_to_array(r.keywords, E'\x1f'), r.description, r.readiness,
            r.form, r.budget, r.deadline, 1, false, @Now
        from {Rows}
        left join organisation o on o.organisation_code = r.code
        where not exists (select from technology_need n where n.need_id = r.id)
        """;

    /// <param name="declared">Ids of declared needs by firm and folded title.</param>
    /// <returns>The ids in the order of the rows.</returns>
    public static async Task<IReadOnlyList<Guid>> RunAsync(
        Change change, IReadOnlyList<ImportRow<NeedImportRow>> rows, Dictionary<(string Code, string TitleKey), Guid> declared)
    {
        var ids = new List<Guid>(rows.Count);
        foreach (var slice in rows.Select(row => (Id: declared.TryGetValue((row.Value.Code, row.Value.TitleKey), out var id) ? id : change.NewId(), Row: row.Value)).Chunk(Slice))
        {
            var values = new
            {
                ids = Array.ConvertAll(slice, one => one.Id),
                titles = Array.ConvertAll(slice, one => one.Row.Title),
                titleKeys = Array.ConvertAll(slice, one => one.Row.TitleKey),
                codes = Array.ConvertAll(slice, one => one.Row.Code),
                firms = Array.ConvertAll(slice, one => one.Row.Firm),
                industries = Array.ConvertAll(slice, one => one.Row.Industry),
                keywords = Array.ConvertAll(slice, one => string.Join('\x1f', one.Row.Keywords)),
                descriptions = Array.ConvertAll(slice, one => one.Row.Description),
                readiness = Array.ConvertAll(slice, one => one.Row.MinimumReadiness),
                forms = Array.ConvertAll(slice, one => (int)one.Row.Form),
                budgets = Array.ConvertAll(slice, one => one.Row.BudgetFen),
                deadlines = Array.ConvertAll(slice, one => one.Row.Deadline),
                change.Now,
            };
            if (declared.Count > 0)
            {
                await change.ExecuteAsync(FillIn, values);
            }

            await change.ExecuteAsync(Insert, values);
            ids.AddRange(slice.Select(one => one.Id));
        }

        return ids;
    }
}
