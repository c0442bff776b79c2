//! Listening, the limits of a connection, and stopping.
use crate::{ServeError, Tokens, app::App, door::Door, guard, reader::Reader};
use hyper::{
    Request,
    body::Incoming,
    server::conn::http1,
    service::{Service as _, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use jiff::Timestamp;
use std::{
    future::Future,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, runtime::Runtime, sync::Semaphore, time};

/// From where a connection comes.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// What is served and where.
#[derive(Clone)]
pub struct Options {
    /// Port 0 takes any free one.
    pub listen: SocketAddr,
    pub record: PathBuf,
    /// Whether nothing can be judged here.
    pub read_only: bool,
    /// Who judges on this machine, where a form names nobody.
    pub user: String,
    /// What reads documents that are sent; without it, none can be.
    pub reader: Option<Arc<dyn Reader>>,
    /// Bytes of one upload.
    pub max_upload: usize,
    /// Whether something before this server speaks TLS with browsers, and says whose requests it hands on.
    pub behind_tls: bool,
    /// How positions of persons are counted for their governments; without it, they cannot be.
    pub roll_up: Option<rapporteur_store::RollUp>,
}

impl Options {
    /// What is asked for by default: `record` on `listen`, where documents cannot be sent.
    pub fn new(listen: SocketAddr, record: PathBuf) -> Self {
        let (read_only, behind_tls) = (false, false);
        Self {
            listen,
            record,
            read_only,
            user: String::new(),
            reader: None,
            max_upload: MAX_UPLOAD,
            behind_tls,
            roll_up: None,
        }
    }
}

/// Bytes of one upload, where nothing else is asked for.
pub const MAX_UPLOAD: usize = 64_000_000;

/// A server that listens, and answers as soon as it is run.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    app: Arc<App>,
}

/// Connections at one time; further ones wait.
const CONNECTIONS: usize = 256;
/// For the headers of a request, so that nobody holds a connection by sending them byte by byte.
const HEADERS: Duration = Duration::from_secs(10);
/// For answers that are under way when the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// For the document that is being read when the server is told to stop; what takes longer is not kept.
const LAST_DOCUMENT: Duration = Duration::from_secs(60);

impl Server {
    /// Opens the record and takes the address. Fails where it is not one of this machine alone and there is no valid
    /// token.
    pub fn bind(options: &Options) -> Result<Self, ServeError> {
        let app = Arc::new(App::open(options, door(options)?)?);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let listener = runtime
            .block_on(TcpListener::bind(options.listen))
            .map_err(|source| ServeError::Bind { address: options.listen, source })?;
        Ok(Self { runtime, listener, app })
    }

    pub fn address(&self) -> Result<SocketAddr, ServeError> {
        Ok(self.listener.local_addr()?)
    }

    /// Answers until the process is interrupted or told to end; answers that are under way are finished.
    pub fn run(self) -> Result<(), ServeError> {
        let Self { runtime, listener, app } = self;
        runtime.block_on(async {
            let stop = stop_signal()?;
            serve(listener, Arc::clone(&app), stop).await;
            Ok::<(), ServeError>(())
        })?;
        app.desk.jobs.stop(LAST_DOCUMENT);
        Ok(())
    }
}

fn door(options: &Options) -> Result<Door, ServeError> {
    if options.listen.ip().is_loopback() {
        return Ok(Door::local(&options.user));
    }
    let tokens = Tokens::of(&options.record);
    match tokens.all()?.iter().any(|token| token.is_valid(Timestamp::now())) {
        true => Ok(Door::tokens(tokens)),
        false => Err(ServeError::Public(options.listen)),
    }
}

async fn serve(listener: TcpListener, app: Arc<App>, stop: impl Future<Output = ()>) {
    let service = TowerToHyperService::new(guard::router(app));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADERS);
    let going = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    tokio::pin!(stop);
    loop {
        let place = Arc::clone(&places).acquire_owned();
        let accepted = tokio::select! {
            accepted = async { (place.await, listener.accept().await) } => accepted,
            () = &mut stop => break,
        };
        let (place, Ok((stream, from))) = accepted else {
            // Out of file descriptors, for one: waiting lets others end.
            time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = service.clone();
        let known = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(from.ip()));
            service.call(request)
        });
        let connection = http.serve_connection(TokioIo::new(stream), known);
        let watched = going.watch(connection);
        tokio::spawn(async move {
            // What goes wrong with a connection is the client's affair: it went away, or spoke no HTTP.
            let _ = watched.await;
            drop(place);
        });
    }
    let _ = time::timeout(FAREWELL, going.shutdown()).await;
}

#[cfg(unix)]
fn stop_signal() -> Result<impl Future<Output = ()>, std::io::Error> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> Result<impl Future<Output = ()>, std::io::Error> {
    Ok(async {
        // Where there is no such signal, the process ends by being killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
