using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Platform.Common.V1;
using Platform.ProjectRegistry.Tests.Applications;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Files;

public sealed class FileTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Firm = RegistryFixture.FirstFirm;

    public static TheoryData<string, byte[], string> Good => new()
    {
        { "方案.pdf", Samples.Pdf(), "application/pdf" },
        { "照片.PNG", Samples.Png, "image/png" },
        { "照片.jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2], "image/jpeg" },
        { "图.gif", "GIF89a…"u8.ToArray(), "image/gif" },
        { "图.webp", "RIFF\0\0\0\0WEBPVP8 "u8.ToArray(), "image/webp" },
        { "方案.docx", Samples.Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "预算.xlsx", Samples.Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { "旧方案.doc", Samples.Ole("Root Entry", "WordDocument"), "application/msword" },
        { "旧预算.xls", Samples.Ole("Root Entry", "Workbook"), "application/vnd.ms-excel" },
        { "旧演示.ppt", Samples.Ole("Root Entry", "PowerPoint Document"), "application/vnd.ms-powerpoint" },
    };

    public static TheoryData<string, byte[], ErrorReason> Bad => new()
    {
        { "说是.pdf", Samples.Png, ErrorReason.FileTypeMismatch },
        { "说是.docx", Samples.Xlsx, ErrorReason.FileTypeMismatch },
        { "说是.docx", Samples.Zip(("readme.txt", "a zip that is no document")), ErrorReason.FileTypeMismatch },
        { "说是.png", "<html><script>"u8.ToArray(), ErrorReason.FileTypeMismatch },
        { "说是.doc", Samples.Ole("Root Entry", "Workbook"), ErrorReason.FileTypeMismatch },
        { "程序.exe", "MZ"u8.ToArray(), ErrorReason.FileTypeRefused },
        { "没有扩展名", Samples.Pdf(), ErrorReason.FileTypeRefused },
        { "宏.docx", Samples.WithMacros, ErrorReason.FileUnsafe },
        { "宏.docx", Samples.OfMacroType, ErrorReason.FileUnsafe },
        { "宏.xls", Samples.Ole("Root Entry", "Workbook", "_VBA_PROJECT_CUR"), ErrorReason.FileUnsafe },
        { "炸弹.docx", Samples.Bomb(), ErrorReason.FileUnsafe },
        { "炸弹.docx", Samples.LyingBomb(), ErrorReason.FileUnsafe },
        { "炸弹.docx", Samples.ManyParts(5000), ErrorReason.FileUnsafe },
        { "空.pdf", [], ErrorReason.FileUnreadable },
        { "残.docx", Samples.Docx[..60], ErrorReason.FileUnreadable },
        { "大.pdf", [.. Samples.Pdf(), .. new byte[20 * 1024 * 1024]], ErrorReason.FileTooLarge },
    };

    [Theory]
    [MemberData(nameof(Good), DisableDiscoveryEnumeration = true)]
    public async Task A_file_is_kept_with_the_type_of_its_content_and_comes_back_byte_for_byte(string name, byte[] content, string contentType)
    {
        var draft = await DraftAsync();
        var files = registry.Enterprise(Firm).Files();
        var uploaded = await files.UploadAsync(draft, name, content);
        var (file, back) = await files.DownloadAsync(uploaded.FileId);
        Assert.Equal((name, contentType, content.Length), (file.FileName, file.ContentType, (int)file.SizeBytes));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), file.Sha256);
        Assert.Equal(content, back);
        Assert.Equal([uploaded], (await files.ListFilesAsync(Of(draft))).Files);
    }

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_file_that_lies_or_harms_is_refused_and_leaves_nothing(string name, byte[] content, ErrorReason reason)
    {
        var draft = await DraftAsync();
        var sentence = await Refused.ByAsync(InvalidArgument, reason, registry.Enterprise(Firm).Files().UploadAsync(draft, name, content));
        Assert.Contains("文件", sentence, StringComparison.Ordinal);
        await AssertNothingAsync(draft);
    }

    [Fact]
    public async Task A_file_of_the_full_size_goes_in_and_out_in_pieces()
    {
        var draft = await DraftAsync();
        var content = new byte[20 * 1024 * 1024];
        Random.Shared.NextBytes(content);
        Samples.Pdf().CopyTo(content, 0);
        var files = registry.Enterprise(Firm).Files();
        var uploaded = await files.UploadAsync(draft, "大.pdf", content, pieceBytes: 1024 * 1024);
        Assert.Equal(content, (await files.DownloadAsync(uploaded.FileId)).Content);
        Assert.Equal(80, await registry.ScalarAsync<int>("select count(*)::int from file_chunk where file_id = @id::uuid", new { id = uploaded.FileId }));
    }

    [Fact]
    public async Task The_same_content_or_the_same_request_has_one_effect()
    {
        var draft = await DraftAsync();
        var files = registry.Enterprise(Firm).Files();
        var first = await files.UploadAsync(draft, "一.pdf", Samples.Pdf(), requestId: "up-1");
        Assert.Equal(first, await files.UploadAsync(draft, "一.pdf", Samples.Pdf(), requestId: "up-1"));
        Assert.Equal(first, await files.UploadAsync(draft, "二.pdf", Samples.Pdf()));
        await Refused.ByAsync(InvalidArgument, ErrorReason.RequestIdReused, files.UploadAsync(draft, "一.pdf", Samples.Pdf("other"), requestId: "up-1"));
        Assert.Equal(1, await CountAsync(draft));
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        var draft = await DraftAsync();
        using (var call = registry.Enterprise(Firm).Files().UploadFile())
        {
            await call.RequestStream.WriteAsync(new UploadFileRequest { Header = new UploadFileHeader { Purpose = FilePurpose.ApplicationAttachment, OwnerId = draft, FileName = "断.pdf" } });
            await call.RequestStream.WriteAsync(new UploadFileRequest { Data = ByteString.CopyFrom(Samples.Pdf()) });
        }

        await Task.Delay(300, TestContext.Current.CancellationToken);
        await AssertNothingAsync(draft);
    }

    [Fact]
    public async Task Data_before_the_header_is_refused()
    {
        using var call = registry.Enterprise(Firm).Files().UploadFile();
        await call.RequestStream.WriteAsync(new UploadFileRequest { Data = ByteString.CopyFrom(Samples.Pdf()) });
        await call.RequestStream.CompleteAsync();
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, call.ResponseAsync);
    }

    [Fact]
    public async Task The_thirty_first_file_is_refused()
    {
        var draft = await DraftAsync();
        var files = registry.Enterprise(Firm).Files();
        for (var i = 0; i < 30; i++)
        {
            await files.UploadAsync(draft, $"{i}.pdf", Samples.Pdf($"file {i}"));
        }

        await Refused.ByAsync(FailedPrecondition, ErrorReason.FilesTooMany, files.UploadAsync(draft, "31.pdf", Samples.Pdf("file 31")));
        Assert.Equal(30, await CountAsync(draft));
    }

    [Fact]
    public async Task A_file_is_served_only_to_those_who_may_read_its_matter()
    {
        var draft = await DraftAsync();
        var own = registry.Enterprise(Firm).Files();
        var file = await own.UploadAsync(draft, "方案.pdf", Samples.Pdf());
        CallInvoker[] others = [registry.Enterprise(RegistryFixture.SecondFirm), registry.Official(), registry.Reviewer("reviewer-1"), registry.University("12130300401887061P")];
        foreach (var files in others.Select(FileCalls.Files))
        {
            await Refused.ByAsync(NotFound, ErrorReason.NotFound, files.DownloadAsync(file.FileId));
            await Refused.ByAsync(NotFound, ErrorReason.NotFound, files.ListFilesAsync(Of(draft)));
            await Refused.ByAsync(NotFound, ErrorReason.NotFound, files.RemoveFileAsync(new RemoveFileRequest { FileId = file.FileId }));
            await Refused.ByAsync(NotFound, ErrorReason.NotFound, files.UploadAsync(draft, "别人的.pdf", Samples.Pdf("x")));
        }

        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, registry.Anonymous().Files().ListFilesAsync(Of(draft)));
        Assert.Equal(1, await CountAsync(draft));

        await registry.Firm(Firm).SubmitApplicationAsync(new ApplicationStepRequest { ApplicationId = draft });
        Assert.Equal(Samples.Pdf(), (await registry.Official().Files().DownloadAsync(file.FileId)).Content);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, own.UploadAsync(draft, "迟.pdf", Samples.Pdf("late")));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, own.RemoveFileAsync(new RemoveFileRequest { FileId = file.FileId }));
        Assert.Equal(1, await CountAsync(draft));
    }

    [Fact]
    public async Task A_removed_file_is_gone_with_its_content()
    {
        var draft = await DraftAsync();
        var files = registry.Enterprise(Firm).Files();
        var file = await files.UploadAsync(draft, "方案.pdf", Samples.Pdf());
        await files.RemoveFileAsync(new RemoveFileRequest { FileId = file.FileId });
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, files.DownloadAsync(file.FileId));
        await AssertNothingAsync(draft);
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from file_chunk where file_id = @id::uuid", new { id = file.FileId }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reviewer_reads_the_files_of_what_is_assigned_to_him_unless_the_review_is_anonymous(bool anonymous)
    {
        var journey = await Journey.OpenAsync(registry, request => request.AnonymousReview = anonymous);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        var file = await registry.Enterprise(Firm).Files().UploadAsync(draft.ApplicationId, "珩舟方案.pdf", Samples.Pdf());
        await Drafts.SubmitAsync(registry, draft);
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        await registry.Applications.DecideFormalCheckAsync(new DecideFormalCheckRequest { ApplicationId = draft.ApplicationId, Passed = true, Statement = "已核实营业执照" });
        await registry.Batches.StartReviewAsync(journey.Step);
        await journey.AssignAsync();
        var reviewer = registry.Reviewer("reviewer-1").Files();
        if (anonymous)
        {
            await Refused.ByAsync(NotFound, ErrorReason.NotFound, reviewer.ListFilesAsync(Of(draft.ApplicationId)));
            await Refused.ByAsync(NotFound, ErrorReason.NotFound, reviewer.DownloadAsync(file.FileId));
        }
        else
        {
            Assert.Equal([file], (await reviewer.ListFilesAsync(Of(draft.ApplicationId))).Files);
        }

        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Reviewer("reviewer-unassigned").Files().ListFilesAsync(Of(draft.ApplicationId)));
    }

    private static ListFilesRequest Of(string draft) => new() { Purpose = FilePurpose.ApplicationAttachment, OwnerId = draft };

    private Task<int> CountAsync(string draft) => registry.ScalarAsync<int>("select count(*)::int from stored_file where owner_id = @draft::uuid", new { draft });

    private async Task AssertNothingAsync(string draft) => Assert.Equal(0, await CountAsync(draft));

    private async Task<string> DraftAsync()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        return draft.ApplicationId;
    }
}
