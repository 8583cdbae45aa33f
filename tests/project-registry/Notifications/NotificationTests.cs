using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Notifications;

public sealed class NotificationTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private NotificationService.NotificationServiceClient Firm(string code) => new(registry.Enterprise(code));

    [Fact]
    public async Task A_firm_reads_its_own_notifications_newest_first_and_marks_them_read_for_all_its_accounts()
    {
        const string firm = RegistryFixture.FirstFirm;
        await TellAsync(change => Notify.Organisation(change, firm, new Message("probe.first", "第一条", "The first", "/home")));
        await TellAsync(change =>
        {
            Notify.Organisation(change, firm, new Message("probe.second", "第二条", "The second"));
            Notify.Organisation(change, RegistryFixture.SecondFirm, new Message("probe.other", "别家的", "Another firm's"));
        });

        var first = await Firm(firm).ListNotificationsAsync(new ListNotificationsRequest { PageSize = 1 });
        var second = await Firm(firm).ListNotificationsAsync(new ListNotificationsRequest { PageSize = 1, PageToken = first.NextPageToken });
        Assert.Equal(("第二条", 2, "第一条", "/home", ""), (first.Notifications[0].Text, first.UnreadCount, second.Notifications[0].Text, second.Notifications[0].Link, second.NextPageToken));

        var marked = await Firm(firm).MarkNotificationsReadAsync(new MarkNotificationsReadRequest { NotificationIds = { second.Notifications[0].NotificationId } });
        var unread = await Firm(firm).ListNotificationsAsync(new ListNotificationsRequest { UnreadOnly = true });
        Assert.Equal((1, 1, "probe.second"), (marked.Marked, unread.UnreadCount, Assert.Single(unread.Notifications).Topic));
    }

    [Fact]
    public async Task Nobody_marks_what_another_was_told()
    {
        await TellAsync(change => Notify.Account(change, "reviewer-7", new Message("probe.account", "给专家", "For the reviewer")));
        await Firm(RegistryFixture.SecondFirm).MarkNotificationsReadAsync(new MarkNotificationsReadRequest());
        var reviewer = new NotificationService.NotificationServiceClient(registry.Reviewer("reviewer-7"));
        Assert.Equal(1, (await reviewer.ListNotificationsAsync(new ListNotificationsRequest { UnreadOnly = true })).UnreadCount);
    }

    private Task TellAsync(Action<Change> tell) => registry.Services.GetRequiredService<Store>().ChangeAsync(
        Caller.System("project-registry"),
        change =>
        {
            tell(change);
            return Task.CompletedTask;
        },
        CancellationToken.None);
}
