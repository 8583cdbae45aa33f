using Platform.Demo.Access;
using Platform.Demo.Printing;

namespace Platform.Demo.City;

/// <summary>The portal's address and the logins of the demo city; reads files only.</summary>
internal static class Logins
{
    public static void Print(Settings settings, Vault vault, Printer printer)
    {
        printer.Line($"门户：{settings.Portal}", $"Portal: {settings.Portal}");
        var accounts = vault.Accounts.ToList();
        if (File.Exists(settings.AdminPasswordFile))
            accounts.Insert(0, new DemoAccount(settings.AdminUser, File.ReadAllText(settings.AdminPasswordFile).Trim(), "admin", "", ""));
        if (accounts.Count == 0)
            return;
        string[] head = printer.English ? ["Role", "User", "Password", "Organisation"] : ["角色", "用户名", "密码", "单位"];
        printer.Table(head, accounts.Select(account => (IReadOnlyList<string>)[RoleName(account.Role, printer), account.UserName, account.Password, account.OrganisationName]), indent: "  ");
    }

    private static string RoleName(string role, Printer printer) => role switch
    {
        "admin" => printer.Pick("管理员", "admin"),
        "official" => printer.Pick("政府工作人员", "official"),
        "reviewer" => printer.Pick("评审专家", "reviewer"),
        "enterprise" => printer.Pick("企业", "enterprise"),
        "talent" => printer.Pick("人才", "talent"),
        _ => printer.Pick("高校", "university"),
    };
}
