using Platform.Common.V1;
using Platform.ProjectRegistry.Tests.Files;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;
using static Platform.ProjectRegistry.Tests.Support.SupportFixture;

namespace Platform.ProjectRegistry.Tests.Support;

public sealed class SupportFileTests(SupportFixture registry) : IClassFixture<SupportFixture>
{
    private static readonly byte[] Pdf = Samples.Pdf();

    [Fact]
    public async Task Both_sides_add_files_that_only_those_who_read_the_request_see_and_that_stay()
    {
        var taken = await registry.TakenAsync("附件");
        var (firm, finance) = (registry.Enterprise(AskingFirm).Files(), registry.As("f", Finance, OrganisationKind.Government, "official").Files());
        var first = await AddAsync(firm, taken, "贷款合同.pdf");
        await AddAsync(finance, taken, "批复.pdf", [.. Pdf, 10]);
        var list = new ListFilesRequest { Purpose = FilePurpose.SupportRequest, OwnerId = taken.SupportRequestId };
        Assert.Equal(["贷款合同.pdf", "批复.pdf"], (await firm.ListFilesAsync(list)).Files.Select(file => file.FileName));
        Assert.Equal(Pdf, (await registry.Official().Files().DownloadAsync(first.FileId)).Content);

        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Enterprise(OtherFirm).Files().ListFilesAsync(list));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Enterprise(OtherFirm).Files().DownloadAsync(first.FileId));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, AddAsync(registry.University("12130300401887061P").Files(), taken, "越权.pdf"));
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherDepartment, AddAsync(registry.As("e", Education, OrganisationKind.Government, "official").Files(), taken, "越权.pdf"));
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, firm.RemoveFileAsync(new RemoveFileRequest { FileId = first.FileId }));
        Assert.Contains("存档", sentence, StringComparison.Ordinal);
        Assert.Equal(2, (await firm.ListFilesAsync(list)).Files.Count);
    }

    [Fact]
    public async Task What_has_ended_takes_no_more_files()
    {
        var taken = await registry.TakenAsync("已撤回的附件");
        await registry.AsFirm.WithdrawSupportRequestAsync(Step(taken, "不需要了。"));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, AddAsync(registry.Enterprise(AskingFirm).Files(), taken, "迟到.pdf"));
        Assert.Empty((await registry.Enterprise(AskingFirm).Files().ListFilesAsync(new ListFilesRequest { Purpose = FilePurpose.SupportRequest, OwnerId = taken.SupportRequestId })).Files);
    }

    private static Task<AttachedFile> AddAsync(FileService.FileServiceClient files, SupportRequest request, string name, byte[]? content = null) =>
        files.UploadAsync(request.SupportRequestId, name, content ?? Pdf, purpose: FilePurpose.SupportRequest);
}
