using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Platform.Common.V1;
using Platform.Coordination.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

/// <summary>Who reads and does what: the sides, a government body that carries the collaboration, other officials, strangers.</summary>
public sealed class InsidePermissionTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private const string Body = "11130300YQ0000010M";

    [Fact]
    public async Task Messages_stay_between_the_sides_and_are_never_changed()
    {
        var table = await Table.OpenAsync(service, "留言的成果");
        await PostAsync(table, table.Firm, "能否提供样品？");
        await PostAsync(table, table.Owner, "可以，下周寄出。");
        var read = (await ListMessagesAsync(table, table.Firm)).Messages;
        Assert.Equal([(TransferFixture.Yanshan, "可以，下周寄出。"), (TransferFixture.Firm, "能否提供样品？")], read.Select(message => (message.OrganisationCode, message.Text)));
        Assert.Single(await service.RaisedAsync<NotificationRaised>(TransferFixture.Yanshan), told => told.Topic == "negotiation.message" && told.Link == $"/negotiations/{table.NegotiationId}");
        await using var command = service.Database.CreateCommand("delete from negotiation_message where negotiation_id = $1");
        command.Parameters.Add(new() { Value = table.Id });
        await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        await table.EndAsync(table.Firm);
        await Table.WrongStateAsync(() => PostAsync(table, table.Owner, "再见"));
        Assert.Equal(2, (await ListMessagesAsync(table, table.Owner)).Messages.Count);
    }

    [Fact]
    public async Task A_stranger_finds_nothing_by_any_call()
    {
        var table = await Table.WithNdaAsync(service, "外人不可见的成果");
        var file = await table.UploadAsync(table.Owner);
        foreach (var stranger in new[] { service.Enterprise(TransferFixture.OtherFirm), service.University(TransferFixture.Northeastern) })
        {
            foreach (var call in Reads(table, stranger, file.FileId).Concat(Steps(table, stranger)))
            {
                await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, call);
            }
        }

        var other = service.University(TransferFixture.Northeastern);
        foreach (var call in OwnerSteps(table, other, file.FileId))
        {
            await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, call);
        }

        Assert.Empty(await table.LogAsync());
        Assert.Equal((NegotiationState.Open, NegotiationStage.DueDiligence), await table.StoredAsync());
    }

    [Fact]
    public async Task An_official_reads_the_state_and_history_and_nothing_that_the_sides_tell_each_other()
    {
        var table = await Table.WithNdaAsync(service, "官员旁观的成果");
        var file = await table.UploadAsync(table.Owner);
        var official = service.Official();
        foreach (var call in Reads(table, official, file.FileId))
        {
            await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.OtherOrganisation, call);
        }

        foreach (var call in Steps(table, official).Concat(OwnerSteps(table, official, file.FileId)))
        {
            await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, call);
        }

        var acts = (await service.Negotiations(official).ListNegotiationActsAsync(new ListNegotiationActsRequest { NegotiationId = table.NegotiationId })).Acts;
        Assert.True(acts.Count > 3 && acts.All(act => act is { Account: "", Note: "" }));
        Assert.Empty(await table.LogAsync());
    }

    [Fact]
    public async Task A_government_body_that_carries_the_collaboration_reads_along_and_is_logged()
    {
        var listing = await service.ListAsync("政府参与的成果");
        var activated = new CollaborationActivated
        {
            CollaborationId = Guid.CreateVersion7().ToString(),
            Kind = CollaborationKind.TechnologyTransfer,
            ProjectId = Guid.CreateVersion7().ToString(),
            Parties =
            {
                new Party { OrganisationCode = Body, Kind = OrganisationKind.Government },
                new Party { OrganisationCode = TransferFixture.Firm, Kind = OrganisationKind.Enterprise },
                new Party { OrganisationCode = TransferFixture.Yanshan, Kind = OrganisationKind.University },
            },
            Commitments = { new Commitment { Number = 1, OrganisationCode = TransferFixture.Yanshan, Fulfilment = Fulfilment.AgreementSigned, CandidateId = listing.ListingId } },
        };
        await service.PublishAsync(activated, activated.CollaborationId);
        await service.EventuallyAsync("opened past the interest", "select exists (select from negotiation where collaboration_id = @CollaborationId and stage = 2 and due_at is not null)", new { activated.CollaborationId });
        var id = (await service.ScalarAsync<Guid>("select negotiation_id from negotiation where collaboration_id = @CollaborationId", new { activated.CollaborationId })).ToString();

        var body = service.As("official-body", Body, OrganisationKind.Government, "official");
        Assert.Empty((await service.Negotiations(body).ListNegotiationMessagesAsync(new ListNegotiationMessagesRequest { NegotiationId = id })).Messages);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.NdaNotInForce, () =>
            service.DataRooms(body).ListDataRoomFilesAsync(new ListDataRoomFilesRequest { NegotiationId = id }).ResponseAsync);
        var owner = service.University(TransferFixture.Yanshan);
        var nda = await service.Ndas(owner).ProposeNdaAsync(new ProposeNdaRequest { NegotiationId = id, Text = Table.Secret });
        foreach (var side in new[] { owner, service.Enterprise(TransferFixture.Firm) })
        {
            await service.Ndas(side).ConsentToNdaAsync(new ConsentToNdaRequest { NegotiationId = id, TextHash = nda.TextHash });
        }

        Assert.Empty((await service.DataRooms(body).ListDataRoomFilesAsync(new ListDataRoomFilesRequest { NegotiationId = id })).Files);
        var log = (await service.DataRooms(owner).ListDataRoomAccessesAsync(new ListDataRoomAccessesRequest { NegotiationId = id })).Accesses;
        Assert.Equal((Body, "official-body"), (Assert.Single(log).OrganisationCode, log[0].Account));

        await service.PublishAsync(new CollaborationEnded { CollaborationId = activated.CollaborationId, State = CollaborationState.Terminated, Reason = "终止" }, activated.CollaborationId, sequence: 2);
        await service.EventuallyAsync("ended", "select exists (select from negotiation where collaboration_id = @CollaborationId and state = 3 and ending = 3)", new { activated.CollaborationId });
        Assert.Equal(NegotiationEnding.CollaborationEnded, Assert.Single(await service.RaisedAsync<NegotiationEnded>(id)).Ending);
    }

    [Fact]
    public async Task Only_the_owner_takes_up_an_interest()
    {
        var table = await Table.OpenAsync(service, "意向答复的成果");
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () =>
            service.Negotiations(table.Firm).AcceptInterestAsync(new AcceptInterestRequest { NegotiationId = table.NegotiationId }).ResponseAsync);
        Assert.Equal((NegotiationState.Open, NegotiationStage.Interest), await table.StoredAsync());
    }

    private IEnumerable<Func<Task>> Reads(Table table, CallInvoker caller, string fileId) =>
    [
        () => ListMessagesAsync(table, caller),
        () => service.Ndas(caller).ListNdasAsync(new ListNdasRequest { NegotiationId = table.NegotiationId }).ResponseAsync,
        () => service.TermSheets(caller).ListTermSheetsAsync(new ListTermSheetsRequest { NegotiationId = table.NegotiationId }).ResponseAsync,
        () => service.TermSheets(caller).CompareTermSheetsAsync(new CompareTermSheetsRequest { NegotiationId = table.NegotiationId, FromVersion = 1, ToVersion = 1 }).ResponseAsync,
        () => table.RoomAsync(caller),
        () => table.DownloadAsync(caller, fileId),
    ];

    private IEnumerable<Func<Task>> Steps(Table table, CallInvoker caller) =>
    [
        () => PostAsync(table, caller, "你好"),
        () => table.ProposeNdaAsync(caller, Table.Secret + "补充。"),
        () => table.ConsentAsync(caller, new string('0', 64)),
        () => table.ProposeAsync(caller, Table.Licence()),
        () => table.AcceptAsync(caller, new string('0', 64)),
        () => service.TermSheets(caller).DraftFromTermSheetAsync(new DraftFromTermSheetRequest { NegotiationId = table.NegotiationId, TermsHash = new string('0', 64) }).ResponseAsync,
        () => table.EndAsync(caller),
        () => service.Negotiations(caller).ExtendDeadlineAsync(
            new ExtendDeadlineRequest { NegotiationId = table.NegotiationId, DueTime = service.Clock.GetUtcNow().AddDays(80).ToTimestamp(), Reason = "延期" }).ResponseAsync,
    ];

    private IEnumerable<Func<Task>> OwnerSteps(Table table, CallInvoker caller, string fileId) =>
    [
        () => service.Negotiations(caller).AcceptInterestAsync(new AcceptInterestRequest { NegotiationId = table.NegotiationId }).ResponseAsync,
        () => table.UploadAsync(caller),
        () => service.DataRooms(caller).RemoveDataRoomFileAsync(new RemoveDataRoomFileRequest { NegotiationId = table.NegotiationId, FileId = fileId }).ResponseAsync,
        () => service.DataRooms(caller).ListDataRoomAccessesAsync(new ListDataRoomAccessesRequest { NegotiationId = table.NegotiationId }).ResponseAsync,
    ];

    private Task<NegotiationMessage> PostAsync(Table table, CallInvoker caller, string text) =>
        service.Negotiations(caller).PostNegotiationMessageAsync(new PostNegotiationMessageRequest { NegotiationId = table.NegotiationId, Text = text }).ResponseAsync;

    private Task<ListNegotiationMessagesResponse> ListMessagesAsync(Table table, CallInvoker caller) =>
        service.Negotiations(caller).ListNegotiationMessagesAsync(new ListNegotiationMessagesRequest { NegotiationId = table.NegotiationId }).ResponseAsync;
}
