using Xunit;

namespace Platform.SystemTests;

/// <summary>What must hold in the databases after the main job on an empty platform, whatever went wrong on the way.</summary>
internal static class StoredState
{
    private const string Quotas = """
        select count(*) from quota q
        join lateral (select count(*) as admitted from project p where p.batch_id = q.batch_id and p.industry = q.industry and q.kind = 1) c on true
        where c.admitted < q.minimum or c.admitted > q.maximum
        """;

    public static async Task HoldsAsync(Databases databases)
    {
        await RegistryHoldsAsync(databases);
        await FoundHoldsAsync(databases);
        await CollaborationHoldsAsync(databases);
        await EventsHoldAsync(databases);
    }

    private static async Task RegistryHoldsAsync(Databases databases)
    {
        await ExpectAsync(databases, Databases.Registry, 60, "select count(*) from application");
        await ExpectAsync(databases, Databases.Registry, 180, "select count(*) from review");
        await ExpectAsync(databases, Databases.Registry, 25, "select count(*) from application where state = 7");
        await ExpectAsync(databases, Databases.Registry, 25, "select count(*) from project");
        await ExpectAsync(databases, Databases.Registry, 5, "select count(*) from quota");
        await ExpectAsync(databases, Databases.Registry, 0, Quotas);
        await ExpectAsync(databases, Databases.Registry, 25, "select count(*) from audit_entry where action = 'project.admit'");
        await ExpectAsync(databases, Databases.Registry, 0, "select count(*) from project_need where found_sequence = 0");
        await ExpectAsync(databases, Databases.Registry, 0, """
            select count(*) from project_need n where not exists (select 1 from project_finding f where f.project_id = n.project_id and f.need_id = n.need_id)
            """);
    }

    /// <summary>One shortlist a need, one result a need of the pool.</summary>
    private static async Task FoundHoldsAsync(Databases databases)
    {
        await ExpectAsync(databases, Databases.Talent, 300, "select count(*) from talent");
        await ExpectAsync(databases, Databases.Talent, 0, "select count(*) from talent where college_code is null");
        await ExpectAsync(databases, Databases.Talent, 0, "select count(*) from talent_need n where (select count(*) from shortlist s where s.need_id = n.need_id) <> 1");
        await ExpectAsync(databases, Databases.Transfer, 40, "select count(*) from listing");
        await ExpectAsync(databases, Databases.Transfer, 0, "select count(*) from listing where owner_code is null");
        await ExpectAsync(databases, Databases.Transfer, 0, """
            select count(*) from technology_need n where n.pool_project_id is not null and (select count(*) from match_result r where r.need_id = n.need_id) <> 1
            """);
    }

    private static async Task CollaborationHoldsAsync(Databases databases)
    {
        await ExpectAsync(databases, Databases.Registry, 1, "select count(*) from collaboration where state = 3");
        await ExpectAsync(databases, Databases.Registry, 3, "select count(*) from commitment where fulfilled_at is not null");
        await ExpectAsync(databases, Databases.Talent, 1, "select count(*) from placement");
        await ExpectAsync(databases, Databases.Talent, 1, "select count(*) from placement where state = 3 and collaboration_id is not null");
        await ExpectAsync(databases, Databases.Talent, 1, "select count(*) from talent where placed");
        await ExpectAsync(databases, Databases.Transfer, 1, "select count(*) from negotiation");
        await ExpectAsync(databases, Databases.Transfer, 1, "select count(*) from agreement where enterprise_signed_at is not null and owner_signed_at is not null");
        await ExpectAsync(databases, Databases.Transfer, 1, "select count(*) from technology_need where state = 2");
    }

    /// <summary>Each event was sent, has one id, was handled once by each service that it concerns, and none was given up.</summary>
    private static async Task EventsHoldAsync(Databases databases)
    {
        foreach (var database in new[] { Databases.Identity, Databases.Registry, Databases.Talent, Databases.Transfer })
        {
            await ExpectAsync(databases, database, 0, "select count(*) from outbox where sent_at is null");
            await ExpectAsync(databases, database, 0, "select count(*) - count(distinct event_id) from outbox");
        }

        await ExpectAsync(databases, Databases.Registry, 25, "select count(*) from outbox where type like '%.ProjectAdmitted'");
        await ExpectAsync(databases, Databases.Registry, 1, "select count(*) from outbox where type like '%.CollaborationCompleted'");
        await ExpectAsync(databases, Databases.Talent, 1, "select count(*) from outbox where type like '%.TalentPlaced'");
        await ExpectAsync(databases, Databases.Transfer, 1, "select count(*) from outbox where type like '%.AgreementSigned'");
        Assert.Empty(await databases.LostOrDoubledAsync());
        Assert.Empty(await databases.FilledQueuesAsync());
    }

    private static async Task ExpectAsync(Databases databases, string database, long expected, string sql)
    {
        var found = await databases.OneAsync<long>(database, sql);
        Assert.True(found == expected, $"{database}: {found} and not {expected} from: {sql}");
    }
}
