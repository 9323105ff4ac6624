using TrialData.Hosting;
using TrialData.Web;
using TrialData.Web.Api;
using TrialData.Web.Edc;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTrialData(HostSettings.From(builder.Configuration["store"], builder.Configuration["keys"], builder.Configuration["mail"]));
builder.Services.AddSingleton<UsableStore>();
builder.Services.AddSingleton<EdcDesk>();
builder.Services.AddSingleton<EdcThrottle>();
builder.Services.AddSingleton(EdcAddress.From(builder.Configuration));

// What cannot be read is answered as such wherever the program runs, not as a fault with its text.
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

var app = builder.Build();
app.MapHealth();
app.MapApi();
app.MapEdc();

await app.RunAsync();
