using Microsoft.AspNetCore.HostFiltering;
using TrialData.Hosting;
using TrialData.Web;
using TrialData.Web.Api;
using TrialData.Web.Edc;
using TrialData.Web.Ground;

// Settings are read once: a watch on their files would take one of the few that the system gives a user.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false", .. args], WebRootPath = Assets.Root });
builder.Services.AddTrialData(HostSettings.From(builder.Configuration["store"], builder.Configuration["keys"], builder.Configuration["mail"]));
builder.Services.AddPages();
builder.Services.AddSingleton<EdcDesk>();
builder.Services.AddSingleton<EdcThrottle>();
builder.Services.AddSingleton(PublicAddress.From(builder.Configuration));

// What cannot be read is answered as such wherever the program runs, not as a fault with its text.
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);

// A name that nobody set up is not answered: no page and no cookie under an address that somebody else made up.
builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = SafeConnection.HostsFrom(builder.Configuration["AllowedHosts"]));
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

var app = builder.Build();
app.UsePages();
app.MapHealth();
app.MapApi();
app.MapEdc();

await app.RunAsync();
