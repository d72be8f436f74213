#!/usr/bin/env bash
# Gives the container suite a Docker engine: `start` leaves one that answers alone, else installs and starts one;
# `stop` ends the one that `start` started and no other; `status` says which it is.
set -euo pipefail

# Outside the checkout, so that a fresh clone finds the images of the last run again.
state="${XDG_CACHE_HOME:-$HOME/.cache}/alembic-gate/docker-engine"
record="$state/pid"
start_limit_seconds=60

answers() { docker info >/dev/null 2>&1; }

# The process that we started, as long as it is still that process: ids are given out again.
our_process() {
  local pid
  pid=$(cat "$record" 2>/dev/null) || return 1
  tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "--data-root $state/root" || return 1
  echo "$pid"
}

install_engine() {
  if command -v dockerd >/dev/null && command -v docker >/dev/null; then return; fi
  echo 'Installing a Docker engine'
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq docker.io iptables >/dev/null 2>&1 || {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq docker.io iptables >/dev/null
  }
}

start() {
  if answers; then
    echo 'A Docker engine answers already'
    return
  fi
  if [ -n "${DOCKER_HOST:-}" ]; then
    echo "No Docker engine answers at DOCKER_HOST=$DOCKER_HOST" >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    echo 'No Docker engine answers, and only root can start one' >&2
    return 1
  fi
  install_engine
  mkdir -p "$state"
  # A session of its own, so that it outlives this script and the terminal's Ctrl-C is not for it.
  setsid dockerd --data-root "$state/root" --exec-root /run/alembic-gate-docker --pidfile /run/alembic-gate-docker.pid \
    >"$state/log" 2>&1 </dev/null &
  echo $! >"$record"
  for ((second = 0; second < start_limit_seconds * 5; second++)); do
    if answers; then
      echo "Started a Docker engine, process $(cat "$record")"
      return
    fi
    # Not by its name: on a busy machine it may not have become dockerd yet.
    kill -0 "$(cat "$record")" 2>/dev/null || break
    sleep 0.2
  done
  echo 'The Docker engine did not start; the end of its log:' >&2
  tail -n 30 "$state/log" >&2
  stop >&2
  return 1
}

stop() {
  local pid
  if ! pid=$(our_process); then
    echo 'No Docker engine of ours is running'
    rm -f "$record"
    return
  fi
  kill -TERM "$pid"
  # It ends its containers and its containerd first.
  while our_process >/dev/null; do sleep 0.2; done
  rm -f "$record"
  echo "Stopped the Docker engine, process $pid"
}

status() {
  local pid
  if pid=$(our_process); then echo "Ours runs, process $pid"; elif answers; then echo 'Another one answers'; else echo 'None answers'; fi
}

case "${1:-}" in
  start | stop | status) "$1" ;;
  *)
    echo 'usage: docker-engine.sh start|stop|status' >&2
    exit 2
    ;;
esac
