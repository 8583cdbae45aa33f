namespace Platform.Chassis.Files;

/// <summary>The types of file that are taken. The numbers stand in the database.</summary>
public enum FileKind
{
    Unknown = 0,
    Pdf = 1,
    Docx = 2,
    Xlsx = 3,
    Pptx = 4,
    Doc = 5,
    Xls = 6,
    Ppt = 7,
    Png = 8,
    Jpeg = 9,
    Webp = 10,
    Gif = 11,
}

public static class FileKinds
{
    /// <summary>Extensions for people.</summary>
    public const string Taken = "PDF、DOC(X)、XLS(X)、PPT(X)、PNG、JPG、WEBP、GIF";

    private static readonly Dictionary<string, FileKind> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = FileKind.Pdf, [".docx"] = FileKind.Docx, [".xlsx"] = FileKind.Xlsx, [".pptx"] = FileKind.Pptx,
        [".doc"] = FileKind.Doc, [".xls"] = FileKind.Xls, [".ppt"] = FileKind.Ppt, [".png"] = FileKind.Png,
        [".jpg"] = FileKind.Jpeg, [".jpeg"] = FileKind.Jpeg, [".webp"] = FileKind.Webp, [".gif"] = FileKind.Gif,
    };

    /// <summary>What a file's name says it is; <see cref="FileKind.Unknown"/> where that is none of the types taken.</summary>
    public static FileKind OfName(string fileName) => ByExtension.GetValueOrDefault(Path.GetExtension(fileName));

    /// <summary>The media type that the file is served with.</summary>
    public static string ContentType(this FileKind kind) => kind switch
    {
        FileKind.Pdf => "application/pdf",
        FileKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileKind.Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        FileKind.Doc => "application/msword",
        FileKind.Xls => "application/vnd.ms-excel",
        FileKind.Ppt => "application/vnd.ms-powerpoint",
        FileKind.Png => "image/png",
        FileKind.Jpeg => "image/jpeg",
        FileKind.Webp => "image/webp",
        FileKind.Gif => "image/gif",
        _ => "application/octet-stream",
    };
}
