#!/bin/sh
# Certificates of one centre's cluster. None has a common name (CN): etcd's gateway refuses clients whose certificate has one as
# soon as users are turned on.
#   certificates.sh FOLDER ca                     once, on the machine that keeps the authority's key (not a kiosk)
#   certificates.sh FOLDER member NAME ADDRESS…   for each member: its addresses and host names
#   certificates.sh FOLDER kiosk NAME             for each kiosk, board and counter server
set -eu
umask 077
[ $# -ge 2 ] || { sed -n '2,6s/^# *//p' "$0" >&2; exit 2; }
folder=$1
what=$2
shift 2
mkdir -p "$folder"
cd "$folder"
organisation="/O=Bo phan Mot cua/OU=etcd"

signed() { # name of the files, subject's last part, extensions: a key and a certificate of the authority
    openssl ecparam -name prime256v1 -genkey -noout -out "$1-key.pem"
    printf '%s\n' "basicConstraints=critical,CA:false" "keyUsage=critical,digitalSignature" "$3" >"$1.ext"
    openssl req -new -key "$1-key.pem" -subj "$organisation/OU=$2" |
        openssl x509 -req -sha256 -days 1825 -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile "$1.ext" -out "$1.pem"
    rm "$1.ext"
}

case $what in
    ca)
        [ ! -e ca-key.pem ] || { echo "$folder has an authority already" >&2; exit 1; }
        openssl ecparam -name prime256v1 -genkey -noout -out ca-key.pem
        openssl req -x509 -new -key ca-key.pem -sha256 -days 7300 -subj "$organisation/OU=authority" \
            -addext basicConstraints=critical,CA:true -addext keyUsage=critical,keyCertSign,cRLSign -out ca.pem ;;
    member)
        name=$1
        shift
        names=
        for address; do
            case $address in
                *[!0-9.]*) names="$names,DNS:$address" ;;
                *) names="$names,IP:$address" ;;
            esac
        done
        # To the other members, and to itself through its gateway, a member is a client.
        signed "$name" "member $name" "extendedKeyUsage=serverAuth,clientAuth
subjectAltName=${names#,}" ;;
    kiosk) signed "$1" "kiosk $1" "extendedKeyUsage=clientAuth" ;;
    *) echo "ca, member or kiosk, not $what" >&2; exit 2 ;;
esac
