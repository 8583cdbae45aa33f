using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Platform.Identity.Tokens;

/// <summary>
/// The keys that sign and encrypt tokens: RSA keys in PEM files of mode 600, in a folder that all replicas share. The first
/// replica to come makes them.
/// </summary>
public static class KeyFiles
{
    public const string Signing = "signing.pem";
    public const string Encryption = "encryption.pem";

    /// <summary>The configured folder, made with mode 700 where it is missing.</summary>
    /// <exception cref="InvalidOperationException">Identity__KeyDirectory is not set.</exception>
    public static DirectoryInfo Folder(IConfiguration configuration)
    {
        var path = configuration["Identity:KeyDirectory"]
            ?? throw new InvalidOperationException("Set Identity__KeyDirectory to the folder that keeps the signing keys.");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static RsaSecurityKey LoadOrCreate(DirectoryInfo folder, string name)
    {
        var path = Path.Combine(folder.FullName, name);
        if (!File.Exists(path))
            Create(path);

        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(path));
        return new RsaSecurityKey(rsa);
    }

    private static void Create(string path)
    {
        using var rsa = RSA.Create(2048);
        var draft = $"{path}.{Environment.ProcessId}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using (var writer = new StreamWriter(draft, options))
            writer.Write(rsa.ExportPkcs8PrivateKeyPem());

        try
        {
            // Appears whole or not at all; where another replica was faster, its key stands.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
