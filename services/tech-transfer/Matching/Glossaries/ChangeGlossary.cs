using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.Glossaries;

/// <summary>Adds names to the glossary and removes added ones.</summary>
public sealed class ChangeGlossary
{
    private const string Insert = "insert into glossary_term (glossary_term_id, chinese, english, created_at) values (@id, @chinese, @english, @Now)";

    public async Task<GlossaryTerm> AddAsync(Change change, AddGlossaryTermRequest request)
    {
        var pair = new GlossaryPair(request.Chinese.Trim(), request.English.Trim());
        Check(pair.Chinese, "chinese");
        Check(pair.English, "english");
        if (Glossary.Shipped.Contains(pair))
        {
            throw GlossaryErrors.Known.ToException();
        }

        var id = change.NewId();
        try
        {
            await change.ExecuteAsync(Insert, new { id, chinese = pair.Chinese, english = pair.English, change.Now });
        }
        catch (PostgresException exception) when (exception.Violates("glossary_term_chinese_english_key"))
        {
            throw GlossaryErrors.Known.ToException();
        }

        change.Audit("glossary.add", "glossary_term", id.ToString(), new { pair.Chinese, pair.English });
        return new GlossaryTerm { GlossaryTermId = id.ToString(), Chinese = pair.Chinese, English = pair.English, CreateTime = change.Now.ToTimestamp() };
    }

    public async Task<RemoveGlossaryTermResponse> RemoveAsync(Change change, RemoveGlossaryTermRequest request)
    {
        if (await change.ExecuteAsync("delete from glossary_term where glossary_term_id = @id", new { id = Guid.Parse(request.GlossaryTermId) }) == 0)
        {
            throw GlossaryErrors.NotFound.ToException();
        }

        change.Audit("glossary.remove", "glossary_term", request.GlossaryTermId);
        return new RemoveGlossaryTermResponse();
    }

    private static void Check(string name, string field)
    {
        if (Query.Of(name).IsEmpty)
        {
            throw GlossaryErrors.WithoutWord(field).ToException();
        }
    }
}
