using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Notices;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Objections;

/// <summary>Takes an objection from the public while the notice of each project it is about runs.</summary>
internal static class FileObjection
{
    /// <summary>Whoever calls without a token; stands in the audit as that.</summary>
    internal static readonly Caller Public = new("public", "", OrganisationKind.Unspecified, new HashSet<string>());

    public static async Task<FiledObjection> RunAsync(Store store, ServerCallContext call, FileObjectionRequest request)
    {
        var code = ReceiptCode.New();
        var answer = new FiledObjection { ReceiptCode = code };
        await store.ChangeAsync(Public, async change =>
        {
            var id = change.NewId();
            var batchId = Guid.Parse(request.BatchId);
            Guid[] applications = [.. request.ApplicationIds.Select(Guid.Parse)];
            var publisher = await RequireNoticeAsync(change, batchId, applications);
            await RequireRoomAsync(change, batchId, request.Contact.Trim());
            await InsertAsync(change, id, batchId, code, request);
            await change.ExecuteAsync(
                "insert into objection_application (objection_id, application_id) select @id, a from unnest(@applications) as a", new { id, applications });
            if (publisher.Length > 0)
            {
                Notify.Account(change, publisher, new Message("objection.filed", "公示收到一件异议，请核查答复。", "An objection to the notice was filed: investigate and answer it.", $"/objections/{id}"));
            }

            change.Audit("objection.file", "objection", id.ToString(), new { batchId, applications = applications.Length });
            answer.Objection = (await ObjectionRow.ReadAsync(change.Connection, id, change.Cancellation)).ToReceipt([]);
        }, call.CancellationToken);
        return answer;
    }

    /// <summary>Keeps the batch in public notice until the commit, so that no admission overtakes the objection; the publisher's account.</summary>
    private static async Task<string> RequireNoticeAsync(Change change, Guid batchId, Guid[] applications)
    {
        const string lockBatch = "select state, notice_working_days, notice_last_day, notice_published_by from batch where batch_id = @batchId for share";
        var batch = await change.QuerySingleOrDefaultAsync<(short State, int Days, DateOnly? LastDay, string Publisher)?>(lockBatch, new { batchId });
        if (batch is not { LastDay: { } lastDay } found)
        {
            throw NoticeErrors.NotFound.ToException();
        }

        if ((BatchState)found.State != BatchState.PublicNotice)
        {
            throw BatchErrors.WrongState((BatchState)found.State, BatchState.PublicNotice).ToException();
        }

        const string listed = """
            select coalesce(n.last_day, @lastDay) from application a left join notice_addition n using (application_id)
            where a.batch_id = @batchId and a.application_id = any(@applications) and a.state = @noticed
            """;
        var lastDays = await change.QueryAsync<DateOnly>(listed, new { batchId, applications, lastDay, noticed = (short)ApplicationState.PublicNotice });
        if (lastDays.Count < applications.Length)
        {
            throw ObjectionErrors.NotListed.ToException();
        }

        // A rehearsal of no days takes objections for as long as it is in public notice.
        return found.Days == 0 || lastDays.Min() >= CityDays.Of(change.Now) ? found.Publisher : throw ObjectionErrors.NoticeOver(lastDays.Min()).ToException();
    }

    private static async Task RequireRoomAsync(Change change, Guid batchId, string contact)
    {
        const string sql = """
            select count(*)::int, (count(*) filter (where contact = @contact))::int from objection where batch_id = @batchId and state <= 2
            """;
        // One filing at a time for a notice, so that the bounds hold.
        await change.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('objection ' || @batchId, 0))", new { batchId = batchId.ToString() });
        var (all, own) = await change.QuerySingleOrDefaultAsync<(int All, int Own)>(sql, new { batchId, contact });
        if (all >= ObjectionLimits.OpenOfNotice)
        {
            throw ObjectionErrors.TooManyOpen.ToException();
        }

        if (own >= ObjectionLimits.OpenOfContact)
        {
            throw ObjectionErrors.TooManyOfContact.ToException();
        }
    }

    private static async Task InsertAsync(Change change, Guid id, Guid batchId, string code, FileObjectionRequest request)
    {
        const string sql = """
            insert into objection (objection_id, batch_id, receipt_hash, state, objector_kind, objector_name, contact, grounds, filed_at)
            values (@id, @batchId, @hash, @filed, @kind, @name, @contact, @grounds, @Now)
            """;
        try
        {
            await change.ExecuteAsync(sql, new
            {
                id, batchId, hash = ReceiptCode.Hash(code), filed = (short)ObjectionState.Filed, kind = (short)request.ObjectorKind,
                name = request.ObjectorName.Trim(), contact = request.Contact.Trim(), grounds = request.Grounds.Trim(), change.Now,
            });
        }
        catch (PostgresException exception) when (exception.Violates("objection_once"))
        {
            throw ObjectionErrors.Repeated.ToException();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.CheckViolation)
        {
            // Long enough only by spaces.
            throw ObjectionErrors.Blank.ToException();
        }
    }
}
