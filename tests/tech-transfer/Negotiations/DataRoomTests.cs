using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

public sealed class DataRoomTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task The_room_opens_with_the_nda_and_each_look_and_download_is_shown_to_the_owner()
    {
        var table = await Table.AcceptedAsync(service, "资料室的成果");
        var file = await table.UploadAsync(table.Owner);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.NdaNotInForce, () => table.RoomAsync(table.Firm));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.NdaNotInForce, () => table.DownloadAsync(table.Firm, file.FileId));
        Assert.Empty(await table.LogAsync());

        await table.ConcludeNdaAsync(Table.Secret);
        Assert.Equal(("检测", "测试报告.pdf", "application/pdf"), Described(Assert.Single(await table.RoomAsync(table.Firm))));
        Assert.Equal(Table.Pdf("report"), await table.DownloadAsync(table.Firm, file.FileId));
        Assert.Equal(Table.Pdf("report"), await table.DownloadAsync(table.Owner, file.FileId));
        var account = $"firm-{TransferFixture.Firm}";
        Assert.Equal(
            [(DataRoomAccessKind.Download, "测试报告.pdf", TransferFixture.Firm, account), (DataRoomAccessKind.Look, "", TransferFixture.Firm, account)],
            (await table.LogAsync()).Select(access => (access.Kind, access.FileName, access.OrganisationCode, access.Account)));
    }

    [Fact]
    public async Task A_withdrawal_closes_the_room_for_the_firm_and_the_owner_keeps_files_and_log()
    {
        var table = await Table.WithNdaAsync(service, "退出后的资料室");
        var file = await table.UploadAsync(table.Owner);
        await table.DownloadAsync(table.Firm, file.FileId);
        await table.EndAsync(table.Owner);
        await Table.SaysAsync("资料室已关闭", () => table.RoomAsync(table.Firm));
        await Table.WrongStateAsync(() => table.DownloadAsync(table.Firm, file.FileId));
        await Table.WrongStateAsync(() => table.UploadAsync(table.Owner, "新.pdf", content: "new"));
        Assert.Single(await table.RoomAsync(table.Owner));
        Assert.Single(await table.LogAsync());
    }

    [Fact]
    public async Task A_file_taken_out_is_read_no_more_and_stays_in_the_log()
    {
        var table = await Table.WithNdaAsync(service, "移除文件的资料室");
        var file = await table.UploadAsync(table.Owner);
        await table.DownloadAsync(table.Firm, file.FileId);
        await service.DataRooms(table.Owner).RemoveDataRoomFileAsync(new RemoveDataRoomFileRequest { NegotiationId = table.NegotiationId, FileId = file.FileId });
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => table.DownloadAsync(table.Firm, file.FileId));
        Assert.Empty(await table.RoomAsync(table.Owner));
        Assert.Equal("测试报告.pdf", Assert.Single(await table.LogAsync()).FileName);
    }

    [Fact]
    public async Task A_file_of_another_room_is_none_of_this_one()
    {
        var one = await Table.WithNdaAsync(service, "甲资料室");
        var two = await Table.WithNdaAsync(service, "乙资料室");
        var file = await one.UploadAsync(one.Owner);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => two.DownloadAsync(two.Owner, file.FileId));
        Assert.Empty(await two.LogAsync());
    }

    [Fact]
    public async Task What_is_no_file_of_its_name_is_refused_and_leaves_nothing()
    {
        var table = await Table.WithNdaAsync(service, "伪装文件的资料室");
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.FileTypeMismatch, () => table.UploadAsync(table.Owner, "图片.png"));
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from stored_file where owner_id = @Id", new { table.Id }));
    }

    [Fact]
    public async Task The_firm_lays_out_nothing_and_reads_no_log()
    {
        var table = await Table.WithNdaAsync(service, "仅供查阅的资料室");
        var file = await table.UploadAsync(table.Owner);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => table.UploadAsync(table.Firm));
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => service.DataRooms(table.Firm)
            .RemoveDataRoomFileAsync(new RemoveDataRoomFileRequest { NegotiationId = table.NegotiationId, FileId = file.FileId }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => service.DataRooms(table.Firm)
            .ListDataRoomAccessesAsync(new ListDataRoomAccessesRequest { NegotiationId = table.NegotiationId }).ResponseAsync);
        Assert.Single(await table.RoomAsync(table.Owner));
    }

    private static (string, string, string) Described(DataRoomFile file) => (file.Folder, file.FileName, file.ContentType);
}
